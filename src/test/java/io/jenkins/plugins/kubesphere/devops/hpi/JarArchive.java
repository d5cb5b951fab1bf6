package io.jenkins.plugins.kubesphere.devops.hpi;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * A jar or .hpi in memory.
 *
 * @param files contents by path, without folders
 */
record JarArchive(Map<String, byte[]> files) {
    static JarArchive of(byte[] bytes) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (!entry.isDirectory()) {
                    files.put(entry.getName(), zip.readAllBytes());
                }
            }
        }
        return new JarArchive(files);
    }

    JarArchive inner(String path) throws IOException {
        return of(files.get(path));
    }

    /** The main attributes of the manifest. */
    Map<String, String> manifest() throws IOException {
        Manifest manifest = new Manifest(new ByteArrayInputStream(files.get(JarFile.MANIFEST_NAME)));
        return new TreeMap<>(manifest.getMainAttributes().entrySet().stream()
                .collect(Collectors.toMap(entry -> entry.getKey().toString(), entry -> entry.getValue()
                        .toString())));
    }

    /** The class files, by internal name. */
    Map<String, byte[]> classes() {
        return files.entrySet().stream()
                .filter(file -> file.getKey().endsWith(".class"))
                .collect(Collectors.toMap(
                        file -> file.getKey().substring(0, file.getKey().length() - ".class".length()),
                        Map.Entry::getValue));
    }
}
