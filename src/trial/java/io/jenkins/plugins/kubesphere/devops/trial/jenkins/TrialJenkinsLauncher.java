package io.jenkins.plugins.kubesphere.devops.trial.jenkins;

import io.jenkins.plugins.kubesphere.devops.operator.OperatorSettings;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsController;
import io.jenkins.plugins.kubesphere.devops.realjenkins.MissingPluginFinder;
import io.jenkins.plugins.kubesphere.devops.realjenkins.MissingPluginFinder.MissingPlugin;
import io.jenkins.plugins.kubesphere.devops.realjenkins.OurPlugin;
import io.jenkins.plugins.kubesphere.devops.realjenkins.PluginFile;
import io.jenkins.plugins.kubesphere.devops.realjenkins.PluginFolder;
import io.jenkins.plugins.kubesphere.devops.trial.output.TerminalPrinter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** Checks, installs and starts the real Jenkins controller that is the engine of a trial. */
public final class TrialJenkinsLauncher {
    /** The plugins that samples/ needs in addition to those that our plugin requires. */
    private static final List<String> SAMPLE_PLUGINS =
            List.of("pipeline-model-definition", "workflow-basic-steps", "workflow-durable-task-step");

    private final JenkinsOptions options;
    private final boolean samples;
    private final TerminalPrinter terminal;
    private JenkinsWar war;
    private HomeCopier homeCopier;
    private PluginFolder plugins;
    private JenkinsController controller;
    private String login = "";

    public TrialJenkinsLauncher(JenkinsOptions options, boolean samples, TerminalPrinter terminal) {
        this.options = options;
        this.samples = samples;
        this.terminal = terminal;
    }

    /**
     * Checks the files and folders in the options, before anything is started.
     *
     * @throws IllegalStateException if one of them cannot be used; the message says why and how to fix it
     */
    public void check() throws IOException, InterruptedException {
        war = JenkinsWar.check(options.war);
        homeCopier = options.home == null ? null : HomeCopier.prepare(options.home);
        Path folder = homeCopier == null ? options.plugins : homeCopier.plugins();
        plugins = PluginFolder.read(folder);
        List<MissingPlugin> missing = MissingPluginFinder.findMissing(
                plugins, PluginFile.read(OurPlugin.file()), samples ? SAMPLE_PLUGINS : List.of(), "samples/");
        if (!missing.isEmpty()) {
            throw new IllegalStateException(MissingPluginFinder.describe(missing, war.file(), folder));
        }
        options.checkPort();
    }

    /**
     * Creates the home. The controller is not started yet.
     *
     * @param home the folder for the home; it does not exist yet
     * @param log file for the log of Jenkins
     * @param kubeconfig file with which our plugin connects to the cluster
     * @param operator the settings for our plugin
     */
    public JenkinsController install(Path home, Path log, Path kubeconfig, OperatorSettings operator)
            throws IOException {
        if (homeCopier == null) {
            Files.createDirectory(
                    home, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Files.createDirectory(home.resolve("plugins"));
            for (PluginFile plugin : plugins.all()) {
                Files.copy(plugin.file(), home.resolve("plugins").resolve(plugin.name() + ".jpi"));
            }
        } else {
            terminal.printLine(
                    "home", "copying " + homeCopier.summary() + " of " + options.home + ", which is not changed");
            homeCopier.copyTo(home, options.large);
            terminal.printLine("home", "not copied: " + homeCopier.omittedText());
        }
        Files.copy(
                OurPlugin.file(),
                home.resolve("plugins").resolve(OurPlugin.SHORT_NAME + ".jpi"),
                StandardCopyOption.REPLACE_EXISTING);
        controller = JenkinsController.create(war.file(), home, options.port, log);
        login = new TrialJenkinsConfigurer(home, homeCopier == null ? null : options.home)
                .configure(controller.url(), kubeconfig, operator);
        return controller;
    }

    /**
     * Starts the controller, and returns when our plugin works in it.
     *
     * @throws IllegalStateException if Jenkins or our plugin does not start; the message has the lines of the log that
     *     show the reason
     */
    public void start() throws IOException {
        terminal.printLine(
                "jenkins",
                "Jenkins " + war.version() + " is starting with our plugin and " + countOtherPlugins()
                        + " more; its log is " + controller.log());
        controller.start();
        controller.awaitReady();
        JenkinsLogFilter.problem(controller.output()).ifPresent(problem -> {
            throw new IllegalStateException(problem + "\nThe whole log is " + controller.log());
        });
        terminal.printLine("jenkins", "Jenkins is up: " + address());
    }

    private long countOtherPlugins() {
        return plugins.all().stream()
                .filter(plugin -> !plugin.name().equals(OurPlugin.SHORT_NAME))
                .count();
    }

    /** The URL of Jenkins, and how to log in. */
    public String address() {
        return controller.url() + login;
    }

    /** The URL of a job without branches. */
    public String jobUrl(String namespace, String pipeline) {
        return controller.url() + "job/" + namespace + "/job/" + pipeline + "/";
    }

    /** Stops Jenkins with SIGTERM, and waits for its end. */
    public void stop() {
        if (controller != null && controller.isAlive()) {
            terminal.printLine("jenkins", "stopping");
            controller.stop();
        }
    }
}
