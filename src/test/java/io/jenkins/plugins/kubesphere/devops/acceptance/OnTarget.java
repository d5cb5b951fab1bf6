package io.jenkins.plugins.kubesphere.devops.acceptance;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A test of the suite: it has a loop of its own on the target of the run. */
@ExtendWith(TargetExtension.class)
public abstract class OnTarget {
    @TempDir
    protected Path state;

    protected Loop loop;

    @BeforeEach
    void start(Targets targets) {
        loop = Loop.start(target(targets));
    }

    /** Chooses what the test runs on. */
    protected Target target(Targets targets) {
        return targets.of(state);
    }

    @AfterEach
    void close() {
        if (loop != null) {
            loop.close();
        }
    }
}
