package io.jenkins.plugins.casc;

import java.io.OutputStream;

public class ConfigurationAsCode {
    private ConfigurationAsCode() {
        throw new UnsupportedOperationException();
    }

    public static ConfigurationAsCode get() {
        throw new UnsupportedOperationException();
    }

    public void configure(String... sources) throws ConfiguratorException {
        throw new UnsupportedOperationException();
    }

    public void export(OutputStream out) throws Exception {
        throw new UnsupportedOperationException();
    }
}
