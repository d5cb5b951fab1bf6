package io.jenkins.plugins.kubesphere.devops.trial;

import io.jenkins.plugins.kubesphere.devops.api.MetadataReader;
import io.jenkins.plugins.kubesphere.devops.api.RunAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.engine.resource.PipelineRuns;
import io.jenkins.plugins.kubesphere.devops.operator.OperatorSettings;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsController;
import io.jenkins.plugins.kubesphere.devops.realjenkins.MissingPluginFinder;
import io.jenkins.plugins.kubesphere.devops.realjenkins.MissingPluginFinder.MissingPlugin;
import io.jenkins.plugins.kubesphere.devops.realjenkins.OurPlugin;
import io.jenkins.plugins.kubesphere.devops.realjenkins.PluginFile;
import io.jenkins.plugins.kubesphere.devops.realjenkins.PluginFolder;
import io.jenkins.plugins.kubesphere.devops.trial.jenkins.HomeCopier;
import io.jenkins.plugins.kubesphere.devops.trial.jenkins.JenkinsLogFilter;
import io.jenkins.plugins.kubesphere.devops.trial.jenkins.JenkinsWar;
import io.jenkins.plugins.kubesphere.devops.trial.runs.InputResponder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;

/** Checks, installs and starts the real Jenkins controller that is the engine of a trial. */
final class TrialJenkinsLauncher implements InputResponder {
    /** The plugins that samples/ needs in addition to those that our plugin requires. */
    private static final List<String> SAMPLE_PLUGINS =
            List.of("pipeline-model-definition", "workflow-basic-steps", "workflow-durable-task-step");

    private static final String USER = "admin";

    private final JenkinsOptions options;
    private final boolean samples;
    private final TerminalPrinter terminal;
    private JenkinsWar war;
    private HomeCopier original;
    private PluginFolder plugins;
    private JenkinsController controller;
    private String login = "";

    TrialJenkinsLauncher(JenkinsOptions options, boolean samples, TerminalPrinter terminal) {
        this.options = options;
        this.samples = samples;
        this.terminal = terminal;
    }

    /**
     * Checks the files and folders in the options, before anything is started.
     *
     * @throws IllegalStateException if one of them cannot be used; the message says why and how to fix it
     */
    void check() throws IOException, InterruptedException {
        war = JenkinsWar.at(options.war);
        original = options.home == null ? null : HomeCopier.of(options.home);
        Path folder = original == null ? options.plugins : original.plugins();
        plugins = PluginFolder.at(folder);
        List<MissingPlugin> missing = MissingPluginFinder.findMissing(
                plugins, PluginFile.of(OurPlugin.file()), samples ? SAMPLE_PLUGINS : List.of(), "samples/");
        if (!missing.isEmpty()) {
            throw new IllegalStateException(missingPlugins(war.file(), folder, missing));
        }
        options.checkPort();
    }

    /** The message about missing plugins. */
    static String missingPlugins(Path war, Path folder, List<MissingPlugin> missing) {
        return "plugins in " + folder + " are missing or too old:\n"
                + missing.stream().map(plugin -> "  " + plugin).collect(Collectors.joining("\n"))
                + "\nPut them there (https://plugins.jenkins.io), with the plugins that they require. The tool of the"
                + " Jenkins image does it:"
                + "\n  jenkins-plugin-cli --war " + war + " --plugin-download-directory " + folder + " --plugins "
                + missing.stream().map(MissingPlugin::asArgument).collect(Collectors.joining(" "));
    }

    /**
     * Creates the home. The controller is not started yet.
     *
     * @param folder the folder for the home; it already contains the kubeconfig
     * @param operator the settings for our plugin
     */
    JenkinsController install(TrialFolder folder, OperatorSettings operator) throws IOException {
        Path home = folder.jenkins();
        if (original == null) {
            Files.createDirectory(
                    home, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Files.createDirectory(home.resolve("plugins"));
            for (PluginFile plugin : plugins.all()) {
                Files.copy(plugin.file(), home.resolve("plugins").resolve(plugin.name() + ".jpi"));
            }
        } else {
            terminal.line("home", "copying " + original.summary() + " of " + options.home + ", which is not changed");
            original.copyTo(home, options.large);
            terminal.line("home", "not copied: " + original.leftOut());
        }
        Files.copy(
                OurPlugin.file(),
                home.resolve("plugins").resolve(OurPlugin.SHORT_NAME + ".jpi"),
                StandardCopyOption.REPLACE_EXISTING);
        controller = JenkinsController.at(war.file(), home, options.port, folder.jenkinsLog());
        configure(home, folder.kubeconfig(), operator);
        return controller;
    }

    private void configure(Path home, Path kubeconfig, OperatorSettings operator) throws IOException {
        Properties settings = new Properties();
        settings.setProperty("url", controller.url().toString());
        settings.setProperty("kubeconfig", kubeconfig.toAbsolutePath().toString());
        settings.setProperty("systemNamespace", operator.systemNamespace());
        settings.setProperty("namespaces", String.join(" ", operator.namespaces()));
        if (original == null) {
            byte[] random = new byte[8];
            new SecureRandom().nextBytes(random);
            String password = HexFormat.of().formatHex(random);
            settings.setProperty("user", USER);
            settings.setProperty("password", password);
            login = ", user " + USER + ", password " + password;
        } else {
            login = ", with the users of " + options.home;
        }
        try (OutputStream file = Files.newOutputStream(home.resolve("trial.properties"))) {
            settings.store(file, null);
        }
        // Jenkins runs these scripts in the order of their names. This name is meant to be the last, so that the script
        // overrides the settings of a copied home.
        Path scripts = Files.createDirectories(home.resolve("init.groovy.d"));
        try (InputStream script = TrialJenkinsLauncher.class.getResourceAsStream("init.groovy")) {
            Files.copy(script, scripts.resolve("zzzz-trial.groovy"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /**
     * Starts the controller, and returns when our plugin works in it.
     *
     * @throws IllegalStateException if Jenkins or our plugin does not start; the message has the lines of the log that
     *     show the reason
     */
    void start() throws IOException {
        terminal.line(
                "jenkins",
                "Jenkins " + war.version() + " is starting with our plugin and " + countOtherPlugins()
                        + " more; its log is " + controller.log());
        controller.start();
        controller.awaitUp();
        JenkinsLogFilter.problem(controller.output()).ifPresent(problem -> {
            throw new IllegalStateException(problem + "\nThe whole log is " + controller.log());
        });
        terminal.line("jenkins", "Jenkins is up: " + address());
    }

    private long countOtherPlugins() {
        return plugins.all().stream()
                .filter(plugin -> !plugin.name().equals(OurPlugin.SHORT_NAME))
                .count();
    }

    /** The URL of Jenkins, and how to log in. */
    String address() {
        return controller.url() + login;
    }

    /** The URL of a job without branches. */
    String jobUrl(String namespace, String pipeline) {
        return controller.url() + "job/" + namespace + "/job/" + pipeline + "/";
    }

    /** The URL of the input on the page of the build. The user must be logged in to answer it. */
    @Override
    public String hint(PipelineRun run) {
        String number = MetadataReader.annotation(run, RunAnnotations.RUN_ID).orElse("lastBuild");
        return controller.url() + JenkinsController.path(PipelineRuns.jobOfBuild(run)) + number + "/input/";
    }

    @Override
    public String answer(PipelineRun run, boolean proceed) {
        throw new IllegalStateException("answer the input on the page of Jenkins: " + hint(run));
    }

    /** Stops Jenkins with SIGTERM, and waits for its end. */
    void stop() {
        if (controller != null && controller.isAlive()) {
            terminal.line("jenkins", "stopping");
            controller.stop();
        }
    }
}
