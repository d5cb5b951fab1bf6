package io.jenkins.plugins.kubesphere.devops.realjenkins;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The files from which tests install a Jenkins controller, and their installation into a home.
 *
 * @param war jenkins.war
 * @param plugins a folder with .hpi or .jpi files, that contains all plugins that our plugin requires
 */
public record JenkinsDistribution(Path war, Path plugins) {
    /**
     * Plugins that tests need besides those that ours requires: for the Jenkinsfiles of tests and samples, and JCasC
     * for the configuration.
     */
    private static final List<String> REQUIRED_BY_TESTS = List.of(
            "configuration-as-code",
            "pipeline-input-step",
            "pipeline-model-definition",
            "pipeline-stage-step",
            "workflow-basic-steps",
            "workflow-durable-task-step");

    /** Plugins that are installed if the folder has them. */
    private static final List<String> INSTALLED_IF_PRESENT = List.of("credentials-binding", "git");

    /** Returns the files of {@code -Djenkins.war=… -Djenkins.plugins=…}; skips the test if they are not given. */
    public static JenkinsDistribution assumeGiven() {
        Optional<JenkinsDistribution> given = findGiven();
        assumeTrue(
                given.isPresent(),
                "needs a real Jenkins: -Djenkins.war=<jenkins.war> -Djenkins.plugins=<folder of .hpi files>");
        return given.orElseThrow();
    }

    /** The files of {@code -Djenkins.war=… -Djenkins.plugins=…}; empty unless both are set. */
    public static Optional<JenkinsDistribution> findGiven() {
        String war = System.getProperty("jenkins.war", "");
        String plugins = System.getProperty("jenkins.plugins", "");
        return war.isEmpty() || plugins.isEmpty()
                ? Optional.empty()
                : Optional.of(new JenkinsDistribution(Path.of(war), Path.of(plugins)));
    }

    /** Returns true if the folder has the plugin with this short name. */
    public boolean hasPlugin(String plugin) {
        try {
            return PluginFolder.read(plugins).find(plugin).isPresent();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Skips the test unless the folder has all of these plugins. */
    public void assumeHasPlugins(List<String> wanted) {
        List<String> missing =
                wanted.stream().filter(plugin -> !hasPlugin(plugin)).toList();
        assumeTrue(missing.isEmpty(), () -> "needs the plugins " + String.join(", ", missing) + " in " + plugins);
    }

    /**
     * Copies our plugin, and all needed plugins that the home does not have yet, into a home.
     *
     * @throws IOException if the folder lacks a plugin; the message names it and the plugin that requires it
     */
    public void install(Path home) throws IOException {
        install(home, List.of());
    }

    /** As {@link #install(Path)}, with more plugins by their short names, and their dependencies. */
    public void install(Path home, List<String> more) throws IOException {
        Path target = Files.createDirectories(home.resolve("plugins"));
        PluginFolder available = PluginFolder.read(plugins);
        Deque<String> unchecked = new ArrayDeque<>(REQUIRED_BY_TESTS);
        unchecked.addAll(more);
        Files.copy(
                OurPlugin.file(), target.resolve(OurPlugin.SHORT_NAME + ".jpi"), StandardCopyOption.REPLACE_EXISTING);
        unchecked.addAll(PluginFile.read(OurPlugin.file()).required().keySet());
        INSTALLED_IF_PRESENT.stream()
                .filter(name -> available.find(name).isPresent())
                .forEach(unchecked::add);
        while (!unchecked.isEmpty()) {
            String name = unchecked.pop();
            Path installed = target.resolve(name + ".jpi");
            if (Files.exists(installed) || Files.exists(target.resolve(name + ".hpi"))) {
                continue;
            }
            PluginFile plugin = available
                    .find(name)
                    .orElseThrow(() ->
                            new IOException("the plugin " + name + " is missing in " + plugins + "; add its .hpi"));
            Files.copy(plugin.file(), installed);
            unchecked.addAll(plugin.required().keySet());
        }
    }
}
