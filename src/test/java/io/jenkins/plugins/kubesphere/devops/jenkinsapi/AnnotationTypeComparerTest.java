package io.jenkins.plugins.kubesphere.devops.jenkinsapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the comparison of declared annotation types with the real ones. */
class AnnotationTypeComparerTest {
    private static final String REAL = """
            package org.kohsuke.stapler.verb;
            import java.lang.annotation.*;
            @Retention(RetentionPolicy.RUNTIME)
            @Target({ElementType.TYPE, ElementType.METHOD})
            public @interface POST { String value() default ""; }
            """;

    @TempDir
    Path work;

    @Test
    void equalTypesHaveNoFindingInAnyOrderOfTargets() throws Exception {
        assertThat(compare(REAL, REAL)).isEmpty();
        assertThat(compare(
                        REAL.replace("ElementType.TYPE, ElementType.METHOD", "ElementType.METHOD, ElementType.TYPE"),
                        REAL))
                .isEmpty();
    }

    @Test
    void aWrongRetentionIsReported() throws Exception {
        assertThat(compare(REAL.replace("RUNTIME", "CLASS"), REAL))
                .containsExactly("org.kohsuke.stapler.verb.POST: @java.lang.annotation.Retention"
                        + " is declared as {value=CLASS}, in fact {value=RUNTIME}");
        assertThat(compare(REAL.replace("@Retention(RetentionPolicy.RUNTIME)", ""), REAL))
                .containsExactly("org.kohsuke.stapler.verb.POST: @java.lang.annotation.Retention"
                        + " is declared as absent, in fact {value=RUNTIME}");
    }

    @Test
    void aWrongTargetIsReported() throws Exception {
        assertThat(compare(REAL.replace("{ElementType.TYPE, ElementType.METHOD}", "{ElementType.TYPE}"), REAL))
                .containsExactly("org.kohsuke.stapler.verb.POST: @java.lang.annotation.Target"
                        + " is declared as {value=[TYPE]}, in fact {value=[METHOD, TYPE]}");
    }

    @Test
    void aMetaAnnotationThatDoesNotExistIsReported() throws Exception {
        assertThat(compare(REAL.replace("@Target", "@Inherited @Target"), REAL))
                .containsExactly("org.kohsuke.stapler.verb.POST: @java.lang.annotation.Inherited"
                        + " is declared as {}, in fact absent");
    }

    @Test
    void aDifferentDefaultIsReported() throws Exception {
        assertThat(compare(REAL.replace("default \"\"", "default \"x\""), REAL))
                .containsExactly("org.kohsuke.stapler.verb.POST.value(): java.lang.String:"
                        + " its default is declared as \"x\", in fact \"\"");
        assertThat(compare(REAL, REAL.replace("default \"\"", "")))
                .containsExactly("org.kohsuke.stapler.verb.POST.value(): java.lang.String:"
                        + " its default is declared as \"\", in fact none");
    }

    @Test
    void anUndeclaredRequiredElementIsReported() throws Exception {
        assertThat(compare(REAL, REAL.replace("String value", "int id(); String value")))
                .containsExactly("org.kohsuke.stapler.verb.POST.id(): int: required, and not declared");
    }

    private Set<String> compare(String declared, String real) throws IOException {
        try (ClassFiles ours = new ClassFiles()
                        .add("declared", TestArchiveFactory.compile(work.resolve("declared"), List.of(), declared));
                ClassFiles theirs = new ClassFiles()
                        .add("real", TestArchiveFactory.compile(work.resolve("real"), List.of(), real))) {
            String name = "org/kohsuke/stapler/verb/POST";
            return AnnotationTypeComparer.compare(
                    ours.find(name).orElseThrow(), theirs.find(name).orElseThrow());
        }
    }
}
