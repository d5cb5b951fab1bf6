package io.jenkins.plugins.kubesphere.devops.trial.jenkins;

import io.jenkins.plugins.kubesphere.devops.operator.OperatorSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Properties;

/**
 * Configures the Jenkins of a trial with a script that runs at its start.
 *
 * @param home the home of the trial
 * @param originalHome the home from which it was copied; null for a new Jenkins, which gets a user with a password
 */
record TrialJenkinsConfigurer(Path home, Path originalHome) {
    private static final String USER = "admin";

    /**
     * Writes the script and its settings.
     *
     * @return how the user can log in, as the end of a sentence
     */
    String configure(URI url, Path kubeconfig, OperatorSettings operator) throws IOException {
        String login;
        Properties settings = new Properties();
        settings.setProperty("url", url.toString());
        settings.setProperty("kubeconfig", kubeconfig.toAbsolutePath().toString());
        settings.setProperty("systemNamespace", operator.systemNamespace());
        settings.setProperty("namespaces", String.join(" ", operator.namespaces()));
        if (originalHome == null) {
            byte[] random = new byte[8];
            new SecureRandom().nextBytes(random);
            String password = HexFormat.of().formatHex(random);
            settings.setProperty("user", USER);
            settings.setProperty("password", password);
            login = ", user " + USER + ", password " + password;
        } else {
            login = ", with the users of " + originalHome;
        }
        try (OutputStream file = Files.newOutputStream(home.resolve("trial.properties"))) {
            settings.store(file, null);
        }
        // Jenkins runs these scripts in the order of their names. This name is meant to be the last, so that the script
        // overrides the settings of a copied home.
        Path scripts = Files.createDirectories(home.resolve("init.groovy.d"));
        try (InputStream script = TrialJenkinsConfigurer.class.getResourceAsStream("init.groovy")) {
            Files.copy(script, scripts.resolve("zzzz-trial.groovy"), StandardCopyOption.REPLACE_EXISTING);
        }
        return login;
    }
}
