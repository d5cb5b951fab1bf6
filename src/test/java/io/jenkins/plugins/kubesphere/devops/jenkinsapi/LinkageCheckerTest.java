package io.jenkins.plugins.kubesphere.devops.jenkinsapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinkageCheckerTest {
    private static final String BASE = """
            package hudson.model;
            public class Base implements Runnable {
                public static int count;
                protected void inherited() {}
                public void run() {}
            }
            """;

    private static final String CALLER = """
            package ours;
            public class Caller extends hudson.model.Job {
                void call() throws Throwable {
                    save();
                    inherited();
                    run();
                    count++;
                    Runnable later = this::save;
                    new hudson.model.Job[0].clone();
                    java.lang.invoke.MethodHandles.lookup().findVirtual(Caller.class, "x", null).invokeExact(1);
                    later.run();
                }
            }
            """;

    @TempDir
    Path work;

    @Test
    void inheritedMembersHaveNoFinding() throws Exception {
        Linkage linkage = link(true, Set.of("ours", "real", ClassFiles.JAVA), CALLER, BASE, JOB);
        assertThat(linkage.findings()).isEmpty();
        assertThat(linkage.usedOrigins()).containsExactlyInAnyOrder("ours", "real", ClassFiles.JAVA);
    }

    @Test
    void aMissingClassIsReportedWithItsUsers() throws Exception {
        assertThat(findings(BASE, JOB.replace("Job", "Other")))
                .containsExactly("hudson.model.Job: no such class; used by ours.Caller and 2 more");
    }

    @Test
    void aMissingMethodIsReported() throws Exception {
        assertThat(findings(BASE, JOB.replace("void save", "int save").replace("{}", "{ return 1; }")))
                .containsExactlyInAnyOrder(
                        "hudson.model.Job.save(): void: no such method; used by ours.Caller.call",
                        "ours.Caller.save(): void: no such method; used by ours.Caller.call");
    }

    @Test
    void missingAndNonStaticFieldsAreReported() throws Exception {
        assertThat(findings(BASE.replace("int count", "long count"), JOB))
                .containsExactly("ours.Caller.count: int: no such field; used by ours.Caller.call");
        assertThat(findings(BASE.replace("static int count", "int count"), JOB))
                .containsExactly("ours.Caller.count: int: not static; used by ours.Caller.call");
    }

    @Test
    void anInaccessibleMethodIsReported() throws Exception {
        assertThat(findings(BASE.replace("protected void", "private void"), JOB))
                .containsExactly("ours.Caller.inherited(): void: not accessible; used by ours.Caller.call");
    }

    @Test
    void aClassThatBecameAnInterfaceIsReported() throws Exception {
        String caller = "package ours; class User { void use(hudson.model.Job job) { job.save(); } }";
        Linkage linkage = link(
                true,
                Set.of("ours", "real", ClassFiles.JAVA),
                caller,
                "package hudson.model; public interface Job { void save(); }");
        assertThat(linkage.findings())
                .containsExactly("hudson.model.Job.save(): void: its class is an interface; used by ours.User.use");
    }

    @Test
    void aMissingAnnotationElementIsReported() throws Exception {
        String mark = "package hudson; public @interface Mark { int level() default 0; }";
        Path declared = TestArchiveFactory.compile(work.resolve("declared"), List.of(), mark);
        try (ClassFiles all = new ClassFiles()
                .add(
                        "ours",
                        TestArchiveFactory.compile(
                                work.resolve("ours"),
                                List.of(declared),
                                "package ours; @hudson.Mark(level = 1) class Marked {}"))
                .add(
                        "real",
                        TestArchiveFactory.compile(work.resolve("real"), List.of(), mark.replace("level", "rank")))) {
            LinkageChecker checker = new LinkageChecker(all, Set.of("ours", "real", ClassFiles.JAVA), true);
            assertThat(checker.check(List.of("ours")))
                    .containsExactly("hudson.Mark.level(): void: no such annotation element; used by ours.Marked");
        }
    }

    @Test
    void anUnreachablePluginIsReported() throws Exception {
        assertThat(link(true, Set.of("ours", ClassFiles.JAVA), CALLER, BASE, JOB)
                        .findings())
                .containsExactly("hudson.model.Job: only in real, which no plugin of Plugin-Dependencies requires;"
                        + " add it there;"
                        + " used by ours.Caller and 2 more");
    }

    @Test
    void withoutPluginsOnlyClassesOfUnknownPackagesAreSkipped() throws Exception {
        String other = "package jenkins; public class Other {}";
        Linkage elsewhere = link(false, Set.of("ours", "real", ClassFiles.JAVA), CALLER, other);
        assertThat(elsewhere.findings()).isEmpty();
        assertThat(elsewhere.skipped()).containsExactly("hudson.model.Job");
        Linkage here = link(false, Set.of("ours", "real", ClassFiles.JAVA), CALLER, BASE);
        assertThat(here.findings()).containsExactly("hudson.model.Job: no such class; used by ours.Caller and 2 more");
    }

    private Linkage link(boolean withPlugins, Set<String> reachable, String caller, String... real) throws IOException {
        Path declared = TestArchiveFactory.compile(work.resolve("declared"), List.of(), BASE, JOB);
        try (ClassFiles all = new ClassFiles()
                .add("ours", TestArchiveFactory.compile(work.resolve("ours"), List.of(declared), caller))
                .add("real", TestArchiveFactory.compile(work.resolve("real"), List.of(declared), real))) {
            LinkageChecker checker = new LinkageChecker(all, reachable, withPlugins);
            return new Linkage(checker.check(List.of("ours")), checker.usedOrigins(), checker.skipped());
        }
    }

    private Set<String> findings(String... real) throws IOException {
        return link(true, Set.of("ours", "real", ClassFiles.JAVA), CALLER, real).findings();
    }

    private static final String JOB = "package hudson.model; public class Job extends Base { public void save() {} }";

    /** The result of a check. */
    private record Linkage(Set<String> findings, Set<String> usedOrigins, Set<String> skipped) {}
}
