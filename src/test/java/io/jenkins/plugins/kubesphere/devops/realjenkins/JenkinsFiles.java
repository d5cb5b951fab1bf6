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
 * What a controller is made of.
 *
 * @param war jenkins.war
 * @param plugins a folder with .hpi or .jpi files, among them all that ours needs
 */
public record JenkinsFiles(Path war, Path plugins) {
    /** Beside what our plugin requires: what the Jenkinsfiles of tests and samples use, and JCasC, by which it is configured. */
    private static final List<String> WANTED = List.of(
            "configuration-as-code",
            "pipeline-input-step",
            "pipeline-model-definition",
            "pipeline-stage-step",
            "workflow-basic-steps",
            "workflow-durable-task-step");

    /** What is good to have if the folder has it. */
    private static final List<String> WELCOME = List.of("credentials-binding", "git");

    /** Those that {@code -Djenkins.war=… -Djenkins.plugins=…} name; without them the test is skipped. */
    public static JenkinsFiles assumeGiven() {
        Optional<JenkinsFiles> given = given();
        assumeTrue(
                given.isPresent(),
                "needs a real Jenkins: -Djenkins.war=<jenkins.war> -Djenkins.plugins=<folder of .hpi files>");
        return given.orElseThrow();
    }

    /** Those that {@code -Djenkins.war=… -Djenkins.plugins=…} name, if both do. */
    public static Optional<JenkinsFiles> given() {
        String war = System.getProperty("jenkins.war", "");
        String plugins = System.getProperty("jenkins.plugins", "");
        return war.isEmpty() || plugins.isEmpty()
                ? Optional.empty()
                : Optional.of(new JenkinsFiles(Path.of(war), Path.of(plugins)));
    }

    /** Whether the folder has that plugin, by its short name. */
    public boolean has(String plugin) {
        try {
            return PluginFolder.at(plugins).find(plugin).isPresent();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Skips the test unless the folder has all of these plugins. */
    public void assumeHas(List<String> wanted) {
        List<String> missing = wanted.stream().filter(plugin -> !has(plugin)).toList();
        assumeTrue(missing.isEmpty(), () -> "needs the plugins " + String.join(", ", missing) + " in " + plugins);
    }

    /**
     * Copies our plugin, and all others that are needed and not there yet, into a home.
     *
     * @throws IOException if one is missing in the folder; the message names it and who requires it
     */
    public void install(Path home) throws IOException {
        install(home, List.of());
    }

    /** As {@link #install(Path)}, and more plugins by their short names, with what they need. */
    public void install(Path home, List<String> more) throws IOException {
        Path target = Files.createDirectories(home.resolve("plugins"));
        PluginFolder available = PluginFolder.at(plugins);
        Deque<String> open = new ArrayDeque<>(WANTED);
        open.addAll(more);
        Files.copy(
                OurPlugin.file(), target.resolve(OurPlugin.SHORT_NAME + ".jpi"), StandardCopyOption.REPLACE_EXISTING);
        open.addAll(PluginFile.of(OurPlugin.file()).required().keySet());
        WELCOME.stream().filter(name -> available.find(name).isPresent()).forEach(open::add);
        while (!open.isEmpty()) {
            String name = open.pop();
            Path installed = target.resolve(name + ".jpi");
            if (Files.exists(installed) || Files.exists(target.resolve(name + ".hpi"))) {
                continue;
            }
            PluginFile plugin = available
                    .find(name)
                    .orElseThrow(() ->
                            new IOException("the plugin " + name + " is missing in " + plugins + "; add its .hpi"));
            Files.copy(plugin.file(), installed);
            open.addAll(plugin.required().keySet());
        }
    }
}
