package io.jenkins.plugins.kubesphere.devops.jenkinsapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.jenkinsapi.result.ComparisonRecord;
import io.jenkins.plugins.kubesphere.devops.realjenkins.PluginFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the whole comparison, with a war and plugins of a few classes. */
class JenkinsApiComparisonTest {
    private static final String OURS = """
            package ours;
            class Mine extends hudson.model.Job {
                com.cloudbees.hudson.plugins.folder.Folder folder;
                void serve(jakarta.servlet.Servlet servlet) { save(); }
            }
            """;

    @TempDir
    Path work;

    private Path declarations;
    private Path ourClasses;
    private Path ourPlugin;

    @BeforeEach
    void declare() throws IOException {
        Path servlet = TestArchiveFactory.compile(work.resolve("servlet"), List.of(), SERVLET);
        declarations = TestArchiveFactory.compile(work.resolve("declared"), List.of(), CORE, FOLDER);
        ourClasses = TestArchiveFactory.compile(work.resolve("ours"), List.of(declarations, servlet), OURS);
        ourPlugin = TestArchiveFactory.zip(
                work.resolve("own.jar"),
                Map.of("Short-Name", "own", "Plugin-Version", "1", "Plugin-Dependencies", "middle:1"),
                Map.of());
    }

    @Test
    void theResultListsTheUsedPlugins() throws Exception {
        try (UnpackedJenkins jenkins = jenkins(CORE, FOLDER, true)) {
            assertThat(compare(jenkins).findings()).isEmpty();
            ComparisonRecord verified = compare(jenkins).toRecord("abc").orElseThrow();
            assertThat(verified.jenkins()).isEqualTo("2.999");
            assertThat(verified.plugins()).isEqualTo(Map.of("folder", "4"));
            assertThat(verified.classes()).isEqualTo(2);
            assertThat(verified.members()).isEqualTo(3);
            assertThat(verified.skipped()).isEmpty();
        }
    }

    @Test
    void withoutPluginsTheResultListsTheSkippedClasses() throws Exception {
        try (UnpackedJenkins jenkins = jenkins(CORE, FOLDER, false)) {
            ComparisonRecord verified = compare(jenkins).toRecord("abc").orElseThrow();
            assertThat(verified.skipped()).containsExactly("com.cloudbees.hudson.plugins.folder.Folder");
            assertThat(verified.classes()).isEqualTo(1);
        }
    }

    @Test
    void withFindingsThereIsNoResult() throws Exception {
        try (UnpackedJenkins jenkins =
                jenkins(CORE.replace("save", "store"), FOLDER.replace("class Folder", "class Other"), true)) {
            JenkinsApiComparison comparison = compare(jenkins);
            assertThat(comparison.toRecord("abc")).isEmpty();
            assertThat(comparison.report()).isEqualTo("""
                            4 differences from Jenkins 2.999
                              com.cloudbees.hudson.plugins.folder.Folder: class removed
                              com.cloudbees.hudson.plugins.folder.Folder: no such class; used by ours.Mine
                              hudson.model.Job.save(): method removed
                              ours.Mine.save(): void: no such method; used by ours.Mine.serve""");
        }
    }

    @Test
    void missingPluginsAreReported() throws Exception {
        TestArchiveFactory.zip(
                ourPlugin,
                Map.of(
                        "Short-Name",
                        "own",
                        "Plugin-Version",
                        "1",
                        "Plugin-Dependencies",
                        "git:1,extra:2;resolution:=optional"),
                Map.of());
        try (UnpackedJenkins jenkins = jenkins(CORE, FOLDER, true)) {
            assertThat(compare(jenkins).report())
                    .contains("com.cloudbees.hudson.plugins.folder.Folder: only in plugin folder,"
                            + " which no plugin of Plugin-Dependencies requires; add it there")
                    .endsWith("\nrequired plugins that are missing: git");
        }
    }

    @Test
    void anUndeclaredOverrideIsReported() throws Exception {
        TestArchiveFactory.compile(
                ourClasses,
                List.of(declarations),
                "package ours; class Mine extends hudson.model.Job { public void save() {} void onLoad() {} }");
        String real = CORE.replace("public void save", "protected void onLoad() {} public void save");
        try (UnpackedJenkins jenkins = jenkins(real, FOLDER, true)) {
            assertThat(compare(jenkins).findings())
                    .containsExactly("hudson.model.Job.onLoad(): void: not declared, and ours.Mine overrides it");
        }
    }

    private UnpackedJenkins jenkins(String core, String folder, boolean withPlugins) throws IOException {
        Path real = Files.createTempDirectory(work, "real");
        Path coreClasses = TestArchiveFactory.compile(real.resolve("core"), List.of(), core);
        Path container = TestArchiveFactory.jar(real.resolve("winstone.jar"), work.resolve("servlet"));
        Path war = TestArchiveFactory.zip(
                real.resolve("jenkins.war"),
                Map.of("Jenkins-Version", "2.999"),
                Map.of(
                        "WEB-INF/lib/core.jar",
                        TestArchiveFactory.jar(real.resolve("core.jar"), coreClasses),
                        "executable/winstone.jar",
                        container));
        Path plugins = real.resolve("plugins");
        TestArchiveFactory.zip(
                plugins.resolve("middle.hpi"),
                Map.of("Short-Name", "middle", "Plugin-Version", "5", "Plugin-Dependencies", "folder:3"),
                Map.of());
        TestArchiveFactory.zip(
                plugins.resolve("folder.jpi"),
                Map.of("Short-Name", "folder", "Plugin-Version", "4"),
                Map.of("WEB-INF/classes/", TestArchiveFactory.compile(real.resolve("folder"), List.of(), folder)));
        return new UnpackedJenkins(
                war,
                withPlugins ? Optional.of(plugins) : Optional.empty(),
                Files.createTempDirectory(work, "unpacked"));
    }

    private JenkinsApiComparison compare(UnpackedJenkins jenkins) throws IOException {
        return JenkinsApiComparison.compare(
                new JenkinsApiComparison.PluginArtifacts(
                        declarations, List.of(), ourClasses, List.of(), PluginFile.read(ourPlugin)),
                jenkins);
    }

    private static final String CORE = "package hudson.model; public class Job { public void save() {} }";

    private static final String FOLDER = "package com.cloudbees.hudson.plugins.folder; public class Folder {}";

    private static final String SERVLET = "package jakarta.servlet; public interface Servlet {}";
}
