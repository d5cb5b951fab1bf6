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
 * A jenkins.war that runs on this version of Java.
 *
 * @param version version of Jenkins, from the manifest
 */
public record JenkinsWar(Path file, String version) {
    private static final Pattern SUPPORTED = Pattern.compile("Supported Java versions are: \\[([^]]+)]");

    /**
     * @throws IllegalStateException if the file is not a jenkins.war, or does not run on this version of Java; the
     *     message says what to use
     */
    public static JenkinsWar check(Path file) throws InterruptedException {
        if (!Files.isRegularFile(file)) {
            throw new IllegalStateException("--war " + file + " is not a file; give the path of a jenkins.war");
        }
        JenkinsWar war = new JenkinsWar(file, version(file));
        war.requireSupportedJava();
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
                    + " is not a jenkins.war: its manifest has no Jenkins-Version or no Main-Class; download one from"
                    + " https://www.jenkins.io/download/");
        } catch (IOException e) {
            throw new IllegalStateException(
                    "--war " + file + " is not a jenkins.war: " + e.getMessage() + "; download it again");
        }
    }

    /**
     * Checks that the war runs on this Java: starts it with {@code --version}, because the war first checks the version
     * of Java.
     */
    private void requireSupportedJava() throws InterruptedException {
        try {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-jar",
                            file.toAbsolutePath().toString(),
                            "--version")
                    .redirectErrorStream(true)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(
                        unsupportedJava(Runtime.version().feature(), output));
            }
        } catch (IOException e) {
            throw new IllegalStateException("cannot run java -jar " + file + ": " + e.getMessage());
        }
    }

    /**
     * Returns the message about a version of Java that the war does not support.
     *
     * @param java the version of Java
     * @param output the output of the war
     */
    String unsupportedJava(int java, String output) {
        Matcher supported = SUPPORTED.matcher(output);
        String reason = supported.find()
                ? "it supports " + supported.group(1).replace(", ", " and ")
                        + ". Set JAVA_HOME to a JDK of such a version"
                : "its output: " + output.strip();
        return "Jenkins " + version + " (" + file + ") does not run on Java " + java + " ("
                + System.getProperty("java.home") + "); " + reason;
    }
}
