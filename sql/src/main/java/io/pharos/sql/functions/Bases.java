package io.pharos.sql.functions;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.CRC32;

/** Digits of a base, bits, and sums over bytes, which come and go as hexadecimal texts. */
final class Bases {
  private static final HexFormat HEX = HexFormat.of();

  private Bases() {}

  static String digits(long value, long radix) {
    return Long.toString(value, base(radix));
  }

  static long number(String digits, long radix) {
    try {
      return Long.parseLong(digits, base(radix));
    } catch (NumberFormatException e) {
      throw new Refusal("Not a valid base-" + radix + " number: " + digits);
    }
  }

  private static int base(long radix) {
    if (radix < Character.MIN_RADIX || radix > Character.MAX_RADIX) {
      throw new Refusal("Radix must be between 2 and 36");
    }
    return (int) radix;
  }

  /** How many of the last bits of a number, as two's complement, are set. */
  static long bitCount(long value, long bits) {
    if (bits <= 1 || bits > Long.SIZE) {
      throw new Refusal("Bits specified in bit_count must be between 2 and 64, got " + bits);
    }
    long highest = bits == Long.SIZE ? Long.MAX_VALUE : (1L << (bits - 1)) - 1;
    if (value > highest || value < ~highest) {
      throw new Refusal(
          "Number must be representable with the bits specified. "
              + value
              + " cannot be represented with "
              + bits
              + " bits");
    }
    return Long.bitCount(value & (highest << 1 | 1));
  }

  /** Of a number of so many bits; what is shifted out is gone. */
  static long shiftLeft(long value, long shift, long bits) {
    return shift >= bits ? 0 : narrowed(value << shift, bits);
  }

  /** With zeros coming in. */
  static long shiftRight(long value, long shift, long bits) {
    if (shift >= bits) {
      return 0;
    }
    long unsigned = value & (-1L >>> (Long.SIZE - bits));
    return narrowed(unsigned >>> shift, bits);
  }

  /** With copies of the sign coming in. */
  static long shiftRightSigned(long value, long shift, long bits) {
    return value >> (shift >= bits ? Long.SIZE - 1 : shift);
  }

  private static long narrowed(long value, long bits) {
    return value << (Long.SIZE - bits) >> (Long.SIZE - bits);
  }

  static String sha512(String hex) {
    try {
      return HEX.formatHex(MessageDigest.getInstance("SHA-512").digest(HEX.parseHex(hex)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }

  static long crc32(String hex) {
    CRC32 sum = new CRC32();
    sum.update(HEX.parseHex(hex));
    return sum.getValue();
  }
}
