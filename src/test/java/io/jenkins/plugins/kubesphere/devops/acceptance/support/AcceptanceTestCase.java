package io.jenkins.plugins.kubesphere.devops.acceptance.support;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Base class of the acceptance tests. Each test has its own scenario on the target of the test run. */
@ExtendWith(TargetExtension.class)
public abstract class AcceptanceTestCase {
    @TempDir
    protected Path state;

    protected AcceptanceTestProject scenario;

    @BeforeEach
    public void start(AcceptanceTargetFactory targets) {
        scenario = AcceptanceTestProject.start(target(targets));
    }

    /** Chooses the target of the test. */
    protected AcceptanceTarget target(AcceptanceTargetFactory targets) {
        return targets.create(state);
    }

    @AfterEach
    public void close() {
        if (scenario != null) {
            scenario.close();
        }
    }
}
