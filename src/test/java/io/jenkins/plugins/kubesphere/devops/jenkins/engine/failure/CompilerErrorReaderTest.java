package io.jenkins.plugins.kubesphere.devops.jenkins.engine.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class CompilerErrorReaderTest {
    private static final String START =
            "org.codehaus.groovy.control.MultipleCompilationErrorsException: startup failed:\n";

    @Test
    void anErrorOfTheJenkinsfileHasItsLine() {
        assertThat(describe(START + "WorkflowScript: 3: unexpected token: } @ line 3, column 1.\n   }\n   ^"))
                .contains("Jenkinsfile of demo/web does not compile: line 3: unexpected token: } @ line 3, column 1.");
    }

    /** Only "startup failed:" was told. */
    @Test
    void anErrorOfALargeJenkinsfileHasItsCause() {
        assertThat(describe(START + "General error during conversion: List expressions can only contain up to 250"
                        + " elements @ line 2, column 3.\n\njava.lang.Error"))
                .contains("Jenkinsfile of demo/web does not compile: General error during conversion: List expressions"
                        + " can only contain up to 250 elements @ line 2, column 3.");
    }

    @Test
    void anErrorOfASharedLibraryHasItsFileAndNotThePathOfTheHome() {
        assertThat(describe("startup failed:\nfile:/var/jenkins_home/jobs/a/builds/1/libs/x/src/org/Foo.groovy: 12:"
                        + " unexpected token: } @ line 12, column 1."))
                .contains("Foo.groovy, which demo/web uses, does not compile: line 12: unexpected token: } @ line 12,"
                        + " column 1.");
    }

    @Test
    void anotherLogHasNone() {
        assertThat(describe("Started\nERROR: no\n")).isEmpty();
        assertThat(describe("startup failed:\n\n")).isEmpty();
    }

    private static Optional<String> describe(String log) {
        return CompilerErrorReader.describe(log.lines().toList(), "demo/web");
    }
}
