package io.jenkins.plugins.kubesphere.devops.trial.jenkins;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A jenkins.war that runs on this Java.
 *
 * @param version of Jenkins, from the manifest
 */
public record JenkinsWar(Path file, String version) {
    private static final Pattern SUPPORTED = Pattern.compile("Supported Java versions are: \\[([^]]+)]");

    /** @throws IllegalStateException if it is none, or does not run on this Java; the message says which would do */
    public static JenkinsWar at(Path file) throws InterruptedException {
        if (!Files.isRegularFile(file)) {
            throw new IllegalStateException("--war " + file + " is no file; give the path of a jenkins.war");
        }
        JenkinsWar war = new JenkinsWar(file, version(file));
        war.tryJava();
        return war;
    }

    private static String version(Path file) {
        try (JarFile jar = new JarFile(file.toFile())) {
            Manifest manifest = jar.getManifest();
            Attributes main = manifest == null ? new Attributes() : manifest.getMainAttributes();
            String version = main.getValue("Jenkins-Version");
            if (version != null && main.containsKey(Attributes.Name.MAIN_CLASS)) {
                return version;
            }
            throw new IllegalStateException("--war " + file
                    + " is no jenkins.war: its manifest lacks Jenkins-Version or Main-Class; download one from"
                    + " https://www.jenkins.io/download/");
        } catch (IOException e) {
            throw new IllegalStateException(
                    "--war " + file + " is no jenkins.war: " + e.getMessage() + "; download it again");
        }
    }

    /** The war itself knows best which Java it wants, and says so before anything else. */
    private void tryJava() throws InterruptedException {
        try {
            Process asked = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-jar",
                            file.toAbsolutePath().toString(),
                            "--version")
                    .redirectErrorStream(true)
                    .start();
            String said = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (asked.waitFor() != 0) {
                throw new IllegalStateException(refused(Runtime.version().feature(), said));
            }
        } catch (IOException e) {
            throw new IllegalStateException("cannot run java -jar " + file + ": " + e.getMessage());
        }
    }

    /**
     * Why it does not run.
     *
     * @param java version of this Java
     * @param said what it printed
     */
    String refused(int java, String said) {
        Matcher supported = SUPPORTED.matcher(said);
        String cure = supported.find()
                ? "it supports " + supported.group(1).replace(", ", " and ")
                        + ". Set JAVA_HOME to a JDK of such a version"
                : "it says: " + said.strip();
        return "Jenkins " + version + " (" + file + ") does not run on Java " + java + " ("
                + System.getProperty("java.home") + "); " + cure;
    }
}
