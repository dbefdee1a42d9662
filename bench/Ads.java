import java.util.UUID;

/** The ads of the served rows: the same ones for who fills them and who looks them up. */
final class Ads {
  static final int ADS = 11_112;
  static final int DAYS = 90;

  private Ads() {}

  static String id(int ad) {
    return new UUID(0x4000L | ((long) ad << 32), 0x8000_0000_0000_0000L | (ad * 7919L)).toString();
  }
}
