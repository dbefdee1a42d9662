package io.pharos.embedded.files;

import io.pharos.core.objects.Labels;
import io.pharos.core.objects.ObjectKey;
import io.pharos.core.objects.ObjectStore;
import io.pharos.core.objects.StoredObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The files of a data folder as objects. Metadata and tags are in a hidden file beside the object,
 * {@code .<name>.meta.json}, which is no object itself. Symbolic links are not followed. Safe for
 * many threads.
 */
public final class FileObjectStore implements ObjectStore {
  private final ObjectKeys keys;
  private final Path scratch;

  /** An object and its side file are changed together. */
  private final ReentrantLock changing = new ReentrantLock();

  public FileObjectStore(Path dataFolder) {
    this.keys = new ObjectKeys(dataFolder);
    this.scratch = dataFolder.resolve("tmp");
  }

  private interface Step {
    void run() throws IOException;
  }

  @Override
  public List<StoredObject> list(String prefix) {
    Path folder = keys.folder(prefix);
    List<StoredObject> objects = new ArrayList<>();
    attempt(
        "'" + prefix + "' cannot be listed",
        () ->
            ObjectFiles.walk(
                folder,
                (file, attributes) -> {
                  if (keys.key(file).startsWith(prefix)) {
                    objects.add(object(file, attributes));
                  }
                  return FileVisitResult.CONTINUE;
                }));
    objects.sort(Comparator.comparing(StoredObject::key));
    return objects;
  }

  private StoredObject object(Path file, BasicFileAttributes attributes) {
    return new StoredObject(
        keys.key(file), attributes.size(), attributes.lastModifiedTime().toInstant());
  }

  /**
   * Lists only folders that hold an object, as in stores where a folder is the beginning of a key.
   */
  @Override
  public List<String> folders(String folder) {
    ObjectKey.requireFolder(folder);
    Path parent = keys.folder(folder);
    TreeSet<String> names = new TreeSet<>();
    attempt(
        "'" + folder + "' cannot be listed",
        () -> {
          for (Path child : ObjectFiles.foldersIn(parent)) {
            ObjectFiles.walk(
                child,
                (file, attributes) -> {
                  names.add(parent.relativize(child).toString());
                  return FileVisitResult.TERMINATE; // one is enough
                });
          }
        });
    return List.copyOf(names);
  }

  @Override
  public Labels labels(String key) {
    Path file = keys.file(key);
    AtomicReference<Labels> labels = new AtomicReference<>(Labels.NONE);
    attempt(
        "the labels of '" + key + "' cannot be read",
        () -> {
          if (!Files.isRegularFile(file)) {
            throw new NoSuchFileException(file.toString());
          }
          labels.set(SideFile.read(ObjectKeys.side(file)));
        });
    return labels.get();
  }

  @Override
  public void copy(String from, String to, Labels labels) {
    Path source = keys.file(from);
    Path target = keys.file(to);
    attempt(
        "'" + from + "' cannot be copied to '" + to + "'",
        () -> {
          Path copied = scratch();
          try {
            Files.copy(source, copied);
            changeTogether(() -> {
              DurableFiles.create(target.resolveSibling(""));
              SideFile.write(
                  labels, ObjectKeys.side(target), scratch()); // first: never seen without it
              DurableFiles.publish(copied, target);
            });
          } finally {
            Files.deleteIfExists(copied);
          }
        });
  }

  private Path scratch() throws IOException {
    DurableFiles.create(scratch);
    return scratch.resolve("object-" + UUID.randomUUID());
  }

  @Override
  public void delete(String key) {
    Path file = keys.file(key);
    attempt(
        "'" + key + "' cannot be deleted",
        () ->
            changeTogether(() -> {
              if (Files.isDirectory(file)) {
                return; // a folder is no object
              }
              Files.deleteIfExists(file);
              Files.deleteIfExists(ObjectKeys.side(file));
              deleteIfEmpty(file.resolveSibling(""));
            }));
  }

  /** Deletes the folder of a run with its last file. */
  private void deleteIfEmpty(Path folder) throws IOException {
    if (keys.isBelowTop(folder)) {
      try {
        Files.deleteIfExists(folder);
      } catch (DirectoryNotEmptyException inUse) {
        return;
      }
    }
  }

  private void changeTogether(Step step) throws IOException {
    changing.lock();
    try {
      step.run();
    } finally {
      changing.unlock();
    }
  }

  private static void attempt(String failed, Step step) {
    try {
      step.run();
    } catch (NoSuchFileException e) {
      throw new UncheckedIOException(failed + ": there is no " + e.getFile(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(failed + ": " + e, e);
    }
  }
}
