package io.jenkins.plugins.kubesphere.devops.jenkins.engine.item;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that files which a running build wrote to the old folder of its moved job are moved to the new folder. */
class MovedJobDirectoryMergerTest {
    private static final Instant BEFORE = Instant.parse("2026-11-21T10:00:00Z");

    @TempDir
    private Path home;

    private Path oldFolder;
    private Path job;

    @BeforeEach
    void createJob() throws IOException {
        oldFolder = home.resolve("demo/web");
        job = home.resolve("theirs/web");
        write(job, "config.xml", "job", BEFORE);
        write(job, "builds/2/log", "begun", BEFORE);
        write(job, "builds/2/workflow/3.xml", "node", BEFORE);
    }

    @Test
    void filesOfABuildAreMovedToItsRecord() throws IOException {
        write(oldFolder, "builds/2/log", "begun, ended", BEFORE.plusSeconds(1));
        write(oldFolder, "builds/2/workflow/3.xml", "older", BEFORE.minusSeconds(1));
        write(oldFolder, "builds/2/workflow/4.xml", "another node", BEFORE);

        MovedJobDirectoryMerger.move(oldFolder, job);

        assertThat(oldFolder).doesNotExist();
        assertThat(job.resolve("config.xml")).hasContent("job");
        assertThat(job.resolve("builds/2/log")).hasContent("begun, ended");
        assertThat(job.resolve("builds/2/workflow/3.xml")).hasContent("node");
        assertThat(job.resolve("builds/2/workflow/4.xml")).hasContent("another node");
    }

    @Test
    void linksAreNotFollowed() throws IOException {
        write(home, "outside/secret", "stays", BEFORE);
        Files.createDirectories(oldFolder);
        Files.createSymbolicLink(oldFolder.resolve("link"), home.resolve("outside"));

        MovedJobDirectoryMerger.move(oldFolder, job);

        assertThat(oldFolder).doesNotExist();
        assertThat(home.resolve("outside/secret")).hasContent("stays");
        assertThat(job.resolve("link")).doesNotExist();
    }

    @Test
    void anItemInTheFolderIsNotChanged() throws IOException {
        write(oldFolder, "config.xml", "somebody's", BEFORE);

        MovedJobDirectoryMerger.move(oldFolder, job);

        assertThat(oldFolder.resolve("config.xml")).hasContent("somebody's");
        assertThat(job.resolve("config.xml")).hasContent("job");
    }

    @Test
    void aMissingFolderIsIgnored() throws IOException {
        MovedJobDirectoryMerger.move(oldFolder, job);

        assertThat(job.resolve("builds/2/log")).hasContent("begun");
    }

    private static void write(Path folder, String file, String text, Instant time) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
        Files.setLastModifiedTime(path, FileTime.from(time));
    }
}
