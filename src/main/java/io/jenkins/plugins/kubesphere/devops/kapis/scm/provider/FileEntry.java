package io.jenkins.plugins.kubesphere.devops.kapis.scm.provider;

/**
 * A file or a directory, in the spelling of ks-devops. Null fields are left out of answers.
 *
 * @param name without its directory
 * @param data the content; null if it was not asked for
 * @param oldName always empty; it has a meaning in requests only
 * @param size in bytes; 0 if the provider does not tell it
 * @param isBinary false if the content is not known
 * @param commit always null: providers tell it of one file at a time
 */
public record FileEntry(
        String name,
        byte[] data,
        String oldName,
        long size,
        boolean isDir,
        boolean isBinary,
        boolean isSymlink,
        Commit commit) {
    /** The number of bytes in which Git, too, looks for a zero byte. */
    private static final int PROBE = 8_000;

    /** A directory. */
    public static FileEntry directory(String name) {
        return new FileEntry(name, null, "", 0, true, false, false, null);
    }

    static FileEntry file(String name, long size, boolean isSymlink) {
        return new FileEntry(name, null, "", size, false, false, isSymlink, null);
    }

    static FileEntry withContent(String path, byte[] data) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        boolean isBinary = false;
        for (int i = 0; i < Math.min(data.length, PROBE); i++) {
            isBinary |= data[i] == 0;
        }
        return new FileEntry(name, data, "", data.length, false, isBinary, false, null);
    }

    public FileEntry withoutContent() {
        return new FileEntry(name, null, oldName, size, isDir, isBinary, isSymlink, commit);
    }
}
