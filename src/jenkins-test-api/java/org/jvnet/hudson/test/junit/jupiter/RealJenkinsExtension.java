package org.jvnet.hudson.test.junit.jupiter;

import java.io.Serializable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.jvnet.hudson.test.JenkinsRule;

public class RealJenkinsExtension implements BeforeEachCallback, AfterEachCallback {
    public RealJenkinsExtension() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void beforeEach(ExtensionContext context) throws Exception {
        throw new UnsupportedOperationException();
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        throw new UnsupportedOperationException();
    }

    public void startJenkins() throws Exception {
        throw new UnsupportedOperationException();
    }

    public void stopJenkinsForcibly() {
        throw new UnsupportedOperationException();
    }

    public void runRemotely(Step... steps) throws Throwable {
        throw new UnsupportedOperationException();
    }

    @FunctionalInterface
    public interface Step extends Serializable {
        void run(JenkinsRule jenkins) throws Throwable;
    }
}
