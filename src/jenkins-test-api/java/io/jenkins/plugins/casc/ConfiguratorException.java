package io.jenkins.plugins.casc;

import java.io.IOException;

public class ConfiguratorException extends IOException {
    private static final long serialVersionUID = 1L;

    private ConfiguratorException() {
        throw new UnsupportedOperationException();
    }
}
