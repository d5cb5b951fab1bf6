package io.jenkins.plugins.kubesphere.devops.realjenkins;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.Matcher;

/** Installs controllers for tests, configures them with JCasC, and changes their configuration. */
public final class JenkinsControllerInstaller {
    private static final String CASC = "jenkins.yaml";

    private JenkinsControllerInstaller() {}

    /**
     * Installs a controller with our plugin and does not start it. It has no security, because nobody else can reach
     * it.
     *
     * @param home an empty folder, or a copy of a home
     * @param kubeconfig file with which the plugin connects to the cluster
     * @param namespaces namespaces that it serves; empty for all
     * @param systemNamespace namespace of its Lease
     */
    public static JenkinsController install(
            JenkinsDistribution files, Path home, Path kubeconfig, List<String> namespaces, String systemNamespace)
            throws IOException {
        return install(files, List.of(), home, kubeconfig, namespaces, systemNamespace);
    }

    /** Installs a controller with our plugin and more plugins, given by their short names. */
    public static JenkinsController install(
            JenkinsDistribution files,
            List<String> more,
            Path home,
            Path kubeconfig,
            List<String> namespaces,
            String systemNamespace)
            throws IOException {
        Files.createDirectories(home);
        files.install(home, more);
        Files.writeString(home.resolve(CASC), casc(kubeconfig, namespaces, systemNamespace));
        return JenkinsController.create(files.war(), home, 0, home.resolve("jenkins.log"));
    }

    private static String casc(Path kubeconfig, List<String> namespaces, String systemNamespace) {
        return """
                jenkins:
                  numExecutors: 8
                unclassified:
                  kubesphereDevOps:
                    enabled: true
                    cluster:
                      kubeconfigFile:
                        path: "%s"
                    namespaces: [%s]
                    systemNamespace: "%s"
                    restApi:
                      clusterName: host
                """.formatted(kubeconfig.toAbsolutePath(), String.join(", ", namespaces), systemNamespace);
    }

    /** Sets how many builds run at the same time after the next start. */
    public static void setExecutors(JenkinsController controller, int number) throws IOException {
        Path casc = controller.home().resolve(CASC);
        Files.writeString(casc, Files.readString(casc).replaceFirst("numExecutors: \\d+", "numExecutors: " + number));
    }

    /**
     * Adds to the configuration of Jenkins itself, for the next start.
     *
     * @param yaml lines of the section {@code jenkins} of JCasC, indented by two spaces
     */
    public static void addToJenkinsSection(JenkinsController controller, String yaml) throws IOException {
        Path casc = controller.home().resolve(CASC);
        Files.writeString(
                casc,
                Files.readString(casc).replaceFirst("(?m)^jenkins:\n", Matcher.quoteReplacement("jenkins:\n" + yaml)));
    }

    /** Disables our plugin from the next start on. */
    public static void disableOurPlugin(JenkinsController controller) throws IOException {
        Path casc = controller.home().resolve(CASC);
        Path whole = completeCascFile(controller);
        Files.createFile(disabledMarkerFile(controller));
        Files.move(casc, whole);
        // Removes the configuration of our plugin: without the plugin, JCasC does not know it, and Jenkins would not
        // start.
        Files.writeString(casc, Files.readString(whole).replaceFirst("(?s)unclassified:.*", ""));
    }

    /** Enables our plugin again, from the next start on. */
    public static void enableOurPlugin(JenkinsController controller) throws IOException {
        Files.delete(disabledMarkerFile(controller));
        Files.move(completeCascFile(controller), controller.home().resolve(CASC), StandardCopyOption.REPLACE_EXISTING);
    }

    private static Path completeCascFile(JenkinsController controller) {
        return controller.home().resolve("with-ours.yaml");
    }

    private static Path disabledMarkerFile(JenkinsController controller) {
        return controller.home().resolve("plugins").resolve(OurPlugin.SHORT_NAME + ".jpi.disabled");
    }
}
