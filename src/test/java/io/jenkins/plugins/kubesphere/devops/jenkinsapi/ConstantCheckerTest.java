package io.jenkins.plugins.kubesphere.devops.jenkinsapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConstantCheckerTest {
    @TempDir
    Path work;

    @Test
    void aDifferentValueIsReported() throws Exception {
        assertThat(compare("String NAME = \"a\";", "String NAME = \"b\";"))
                .containsExactly("hudson.Words.NAME: java.lang.String: declared as the constant a, in fact b");
    }

    @Test
    void aValueComputedAtRunTimeIsReported() throws Exception {
        assertThat(compare("int SIZE = 1;", "int SIZE = Integer.getInteger(\"size\", 1);"))
                .containsExactly("hudson.Words.SIZE: int: declared as the constant 1, in fact not a constant");
    }

    @Test
    void equalValuesAndOtherFieldsHaveNoFinding() throws Exception {
        assertThat(compare("long SIZE = 1;", "long SIZE = 1;")).isEmpty();
        assertThat(compare("Integer SIZE = 1;", "Integer SIZE = 2;")).isEmpty();
    }

    private Set<String> compare(String declared, String real) throws IOException {
        String source = "package hudson; public interface Words { %s }";
        try (ClassFiles ours = new ClassFiles()
                        .add(
                                "declared",
                                TestArchiveFactory.compile(work.resolve("a"), List.of(), source.formatted(declared)));
                ClassFiles theirs = new ClassFiles()
                        .add(
                                "real",
                                TestArchiveFactory.compile(work.resolve("b"), List.of(), source.formatted(real)))) {
            return ConstantChecker.check(
                    ours.find("hudson/Words").orElseThrow(),
                    theirs.find("hudson/Words").orElseThrow());
        }
    }
}
