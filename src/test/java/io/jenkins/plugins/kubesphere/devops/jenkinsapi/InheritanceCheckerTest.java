package io.jenkins.plugins.kubesphere.devops.jenkinsapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InheritanceCheckerTest {
    @TempDir
    Path work;

    @Test
    void anUndeclaredAbstractMethodIsReported() throws Exception {
        String ours = "package ours; class Mine implements hudson.Action { public String getName() { return null; } }";
        assertThat(check(DECLARED, ours, DECLARED)).isEmpty();
        assertThat(check(DECLARED, ours, DECLARED.replace("String getName", "int getRank(); String getName")))
                .containsExactly("hudson.Action.getRank(): int: abstract, and ours.Mine does not implement it");
    }

    @Test
    void aDefaultMethodIsABody() throws Exception {
        String ours = "package ours; class Mine implements hudson.Action { public String getName() { return null; } }";
        String ranked = "package hudson; public interface Ranked { int getRank(); }";
        String real = "package hudson; public interface Action extends Ranked { String getName(); %s }";
        assertThat(check(DECLARED, ours, ranked, real.formatted("default int getRank() { return 1; }")))
                .isEmpty();
        assertThat(check(
                        DECLARED,
                        ours,
                        ranked.replace("int getRank();", "default int getRank() { return 1; }"),
                        real.formatted("int getRank();")))
                .containsExactly("hudson.Action.getRank(): int: abstract, and ours.Mine does not implement it");
    }

    @Test
    void aLambdaWithoutAMethodIsReported() throws Exception {
        String ours = "package ours; class Mine { hudson.Action action = () -> null; }";
        assertThat(check(
                        DECLARED, ours, DECLARED.replace("String getName", "boolean equals(Object o); String getName")))
                .isEmpty();
        assertThat(check(DECLARED, ours, DECLARED.replace("String getName", "int getRank(); String getName")))
                .containsExactly("hudson.Action.getRank(): int: abstract,"
                        + " and a lambda in ours.Mine.<init> does not implement it");
    }

    @Test
    void overriddenFinalMethodsAndClassesAreReported() throws Exception {
        String declared = "package hudson; public class Actions { public void clear() {} }";
        String ours = "package ours; class Mine extends hudson.Actions { public void clear() {} }";
        assertThat(check(declared, ours, declared.replace("void clear", "final void clear")))
                .containsExactly("hudson.Actions.clear(): void: final, and ours.Mine overrides it");
        assertThat(check(declared, ours, declared.replace("class Actions", "final class Actions")))
                .containsExactly("hudson.Actions: final, and ours.Mine extends it");
    }

    private Set<String> check(String declared, String ours, String... real) throws IOException {
        Path declarations = TestArchiveFactory.compile(work.resolve("declared"), List.of(), declared);
        try (ClassFiles all = new ClassFiles()
                .add("ours", TestArchiveFactory.compile(work.resolve("ours"), List.of(declarations), ours))
                .add("real", TestArchiveFactory.compile(work.resolve("real"), List.of(), real))) {
            return new InheritanceChecker(all).check(List.of("ours"));
        }
    }

    private static final String DECLARED = "package hudson; public interface Action { String getName(); }";
}
