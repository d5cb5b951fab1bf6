package io.jenkins.plugins.kubesphere.devops.trial;

import io.jenkins.plugins.kubesphere.devops.api.RunAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.operator.OperatorSettings;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsController;
import io.jenkins.plugins.kubesphere.devops.realjenkins.OurPlugin;
import io.jenkins.plugins.kubesphere.devops.realjenkins.PluginFile;
import io.jenkins.plugins.kubesphere.devops.realjenkins.PluginFolder;
import io.jenkins.plugins.kubesphere.devops.realjenkins.PluginNeeds;
import io.jenkins.plugins.kubesphere.devops.realjenkins.PluginNeeds.MissingPlugin;
import io.jenkins.plugins.kubesphere.devops.trial.jenkins.HomeCopy;
import io.jenkins.plugins.kubesphere.devops.trial.jenkins.JenkinsLog;
import io.jenkins.plugins.kubesphere.devops.trial.jenkins.JenkinsWar;
import io.jenkins.plugins.kubesphere.devops.trial.runs.InputAnswer;
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
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;

/** A real controller as the engine of a trial: looked through, put together, started. */
final class JenkinsTrial implements InputAnswer {
    /** What samples/ uses, beside what our plugin requires. */
    private static final List<String> OF_SAMPLES =
            List.of("pipeline-model-definition", "workflow-basic-steps", "workflow-durable-task-step");

    private static final String USER = "admin";

    private final JenkinsOptions options;
    private final boolean samples;
    private final TerminalPrinter terminal;
    private JenkinsWar war;
    private HomeCopy original;
    private PluginFolder plugins;
    private JenkinsController controller;
    private String login = "";

    JenkinsTrial(JenkinsOptions options, boolean samples, TerminalPrinter terminal) {
        this.options = options;
        this.samples = samples;
        this.terminal = terminal;
    }

    /**
     * Looks at everything that was given, before anything is started.
     *
     * @throws IllegalStateException if it will not do; the message names it and the cure
     */
    void check() throws IOException, InterruptedException {
        war = JenkinsWar.at(options.war);
        original = options.home == null ? null : HomeCopy.of(options.home);
        Path folder = original == null ? options.plugins : original.plugins();
        plugins = PluginFolder.at(folder);
        List<MissingPlugin> missing = PluginNeeds.findMissing(
                plugins, PluginFile.of(OurPlugin.file()), samples ? OF_SAMPLES : List.of(), "samples/");
        if (!missing.isEmpty()) {
            throw new IllegalStateException(refused(war.file(), folder, missing));
        }
        options.checkPort();
    }

    /** What to say of missing plugins. */
    static String refused(Path war, Path folder, List<MissingPlugin> missing) {
        return "plugins are missing in " + folder + ", or too old there:\n"
                + missing.stream().map(plugin -> "  " + plugin).collect(Collectors.joining("\n"))
                + "\nPut them there (https://plugins.jenkins.io), with what they require. The tool of Jenkins' image does it:"
                + "\n  jenkins-plugin-cli --war " + war + " --plugin-download-directory " + folder + " --plugins "
                + missing.stream().map(MissingPlugin::asArgument).collect(Collectors.joining(" "));
    }

    /**
     * Puts the home together. The controller does not run yet.
     *
     * @param folder where the home will be, and the kubeconfig is
     * @param operator what our plugin is told
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
            terminal.line("home", "copying " + original.summary() + " of " + options.home + ", which is only read");
            original.to(home, options.large);
            terminal.line("home", "left out: " + original.leftOut());
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
        // The last of its scripts, so that none of a copied home comes after it.
        Path scripts = Files.createDirectories(home.resolve("init.groovy.d"));
        try (InputStream script = JenkinsTrial.class.getResourceAsStream("init.groovy")) {
            Files.copy(script, scripts.resolve("zzzz-trial.groovy"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /**
     * Starts the controller, and returns when our plugin works in it.
     *
     * @throws IllegalStateException if it does not; the message carries what its log says
     */
    void start() throws IOException {
        terminal.line(
                "jenkins",
                "Jenkins " + war.version() + " is starting with our plugin and " + others() + " more; its log is "
                        + controller.log());
        controller.begin();
        controller.awaitUp();
        JenkinsLog.problem(controller.said()).ifPresent(problem -> {
            throw new IllegalStateException(problem + "\nAll of its log is in " + controller.log());
        });
        terminal.line("jenkins", "it is up: " + address());
    }

    private long others() {
        return plugins.all().stream()
                .filter(plugin -> !plugin.name().equals(OurPlugin.SHORT_NAME))
                .count();
    }

    /** Its URL and how to log in. */
    String address() {
        return controller.url() + login;
    }

    /** The page of a job without branches. */
    String page(String namespace, String pipeline) {
        return controller.url() + "job/" + namespace + "/job/" + pipeline + "/";
    }

    /** On the page of the build: who answers must be logged in there. */
    @Override
    public String hint(PipelineRun run) {
        String number = Optional.ofNullable(run.getMetadata().getAnnotations())
                .map(annotations -> annotations.get(RunAnnotations.RUN_ID))
                .orElse("lastBuild");
        return page(
                        run.getMetadata().getNamespace(),
                        run.getSpec().pipelineRef().name()) + number + "/input/";
    }

    @Override
    public String answer(PipelineRun run, boolean proceed) {
        throw new IllegalStateException("Jenkins takes the answer on its own page: " + hint(run));
    }

    /** Ends it in good order. */
    void stop() {
        if (controller != null && controller.isAlive()) {
            terminal.line("jenkins", "stopping");
            controller.stop();
        }
    }
}
