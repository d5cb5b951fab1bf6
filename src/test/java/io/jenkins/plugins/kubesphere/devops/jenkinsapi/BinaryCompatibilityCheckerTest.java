package io.jenkins.plugins.kubesphere.devops.jenkinsapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BinaryCompatibilityCheckerTest {
    private static final String DECLARED = """
            package hudson.model;
            public class Job {
                public static final String HEAD = "x";
                public Job() {}
                public Object getParent() { return null; }
                public static void load(String name) {}
            }
            """;

    @TempDir
    Path work;

    @Test
    void equalAndLargerClassesHaveNoFinding() throws Exception {
        assertThat(compare(DECLARED)).isEmpty();
        assertThat(compare(DECLARED.replace("public Job() {}", "public Job() {} public int more() { return 1; }")))
                .isEmpty();
    }

    @Test
    void aMissingClassIsReported() throws Exception {
        assertThat(compare(DECLARED.replace("Job", "Run"))).containsExactly("hudson.model.Job: class removed");
    }

    @Test
    void aMissingMethodIsReported() throws Exception {
        assertThat(compare(DECLARED.replace("getParent", "getOther")))
                .containsExactly("hudson.model.Job.getParent(): method removed");
    }

    @Test
    void aMissingConstructorIsReported() throws Exception {
        assertThat(compare(DECLARED.replace("Job()", "Job(int size)")))
                .containsExactly("hudson.model.Job.Job(): constructor removed");
    }

    @Test
    void aWrongReturnTypeIsReported() throws Exception {
        assertThat(compare(DECLARED.replace("Object getParent", "String getParent")))
                .containsExactly("hudson.model.Job.getParent(): method return type changed"
                        + " (declared java.lang.Object, in fact java.lang.String)");
    }

    @Test
    void aMissingFieldAndAWrongTypeAreReported() throws Exception {
        assertThat(compare(DECLARED.replace("HEAD", "TAIL"))).containsExactly("hudson.model.Job.HEAD: field removed");
        assertThat(compare(DECLARED.replace("String HEAD = \"x\"", "int HEAD = 1")))
                .containsExactly("hudson.model.Job.HEAD: field type changed (declared java.lang.String, in fact int)");
    }

    @Test
    void aDifferentModifierIsReported() throws Exception {
        assertThat(compare(DECLARED.replace("static void load", "void load")))
                .containsExactly("hudson.model.Job.load(java.lang.String): method no longer static");
    }

    @Test
    void theConstantsOfARealEnumMayHaveBodies() throws Exception {
        String scope = "package hudson.model; public enum Scope { USER }";
        String real = "package hudson.model; public enum Scope { USER { public boolean isVisible() { return true; } };"
                + " public abstract boolean isVisible(); }";
        Path realFolder = TestArchiveFactory.compile(work.resolve("enum"), List.of(), real);
        try (ClassFiles ours = new ClassFiles()
                        .add("declared", TestArchiveFactory.compile(work.resolve("plain"), List.of(), scope));
                ClassFiles theirs = new ClassFiles().add("real", realFolder)) {
            assertThat(BinaryCompatibilityChecker.check(
                            ours.names("declared"), ours, List.of(), theirs, List.of(realFolder)))
                    .isEmpty();
        }
    }

    private Set<String> compare(String real) throws IOException {
        Path realFolder = TestArchiveFactory.compile(work.resolve("real"), List.of(), real);
        try (ClassFiles ours = new ClassFiles()
                        .add("declared", TestArchiveFactory.compile(work.resolve("declared"), List.of(), DECLARED));
                ClassFiles theirs = new ClassFiles().add("real", realFolder)) {
            return BinaryCompatibilityChecker.check(
                    ours.names("declared"), ours, List.of(), theirs, List.of(realFolder));
        }
    }
}
