package io.jenkins.plugins.kubesphere.devops.jenkins.engine.deletion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kubesphere.devops.engine.run.DeletedBuild;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.RunResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeletedBuildFileTest {
    private static final String UID = "5f1c2f64-0c1e-4d1c-9c1b-2f0f1d7d6b11";

    @TempDir
    private Path job;

    private DeletedBuildFile builds;
    private Path file;

    @BeforeEach
    void setUp() {
        builds = new DeletedBuildFile(job);
        file = job.resolve(DeletedBuildFile.NAME);
    }

    @Test
    void aDeletedBuildIsFoundByItsRun() throws IOException {
        assertThat(find(UID)).isEmpty();
        builds.add("other", DeletedBuild.unfinished(6));
        builds.add(UID, DeletedBuild.unfinished(7));
        assertThat(find(UID)).contains(7);
        assertThat(find("other")).contains(6);
        assertThat(find("the" + UID)).isEmpty();
        assertThat(find(UID.substring(1))).isEmpty();
        assertThat(file).hasContent("6 other\n7 " + UID + "\n");
    }

    @Test
    void anotherObjectReadsWhatWasWritten() throws IOException {
        builds.add(UID, DeletedBuild.unfinished(7));
        assertThat(new DeletedBuildFile(job).find(UID, Instant.EPOCH)).contains(DeletedBuild.unfinished(7));
    }

    /** A job that keeps few builds discards a build right after its end. */
    @Test
    void theEndOfADeletedBuildIsKept() throws IOException {
        DeletedBuild ended =
                new DeletedBuild(7, RunResult.ABORTED, Instant.ofEpochMilli(1_000), Instant.ofEpochMilli(3_500));
        builds.add(UID, ended);
        builds.add("other", DeletedBuild.unfinished(8));
        assertThat(builds.find(UID, Instant.EPOCH)).contains(ended);
        assertThat(builds.find("other", Instant.EPOCH)).contains(DeletedBuild.unfinished(8));
        assertThat(file).hasContent("7 " + UID + " ABORTED 1000 3500\n8 other\n");
    }

    @Test
    void aResultOfALaterVersionIsUnknown() throws IOException {
        Files.writeString(file, "7 " + UID + " REPLACED 1000 3500\n");
        assertThat(builds.find(UID, Instant.EPOCH)).contains(DeletedBuild.unfinished(7));
    }

    @Test
    void aRemovedRunIsNotFound() throws IOException {
        builds.remove(UID);
        assertThat(file).doesNotExist();
        builds.add(UID, DeletedBuild.unfinished(7));
        builds.remove(UID);
        assertThat(find(UID)).isEmpty();
        builds.add(UID, DeletedBuild.unfinished(8));
        assertThat(find(UID)).contains(8);
    }

    @Test
    void aFileThatIsOlderThanTheRunIsNotRead() throws IOException {
        builds.add(UID, DeletedBuild.unfinished(7));
        Instant changed = Instant.parse("2026-11-21T10:00:00Z");
        Files.setLastModifiedTime(file, FileTime.from(changed));
        assertThat(builds.find(UID, changed)).contains(DeletedBuild.unfinished(7));
        assertThat(builds.find(UID, changed.plusSeconds(1))).isEmpty();
    }

    @Test
    void theOldestBuildsAreForgottenInAFullFile() throws IOException {
        int count = DeletedBuildFile.MAX_BYTES / (UID.length() + 7);
        Files.writeString(
                file,
                IntStream.range(0, count)
                        .mapToObj(i -> (100_000 + i) + " "
                                + UUID.nameUUIDFromBytes(new byte[] {(byte) (i >> 16), (byte) (i >> 8), (byte) i}))
                        .collect(Collectors.joining("\n", "3 first\n5 kept\n", "\n6 kept\n4 removed\n0 removed\n")));
        assertThat(find("first")).contains(3);
        while (find("first").isPresent()) {
            builds.add(UID, DeletedBuild.unfinished(7));
        }
        assertThat(find("kept")).as("deleted again").contains(6);
        assertThat(find(UID)).contains(7);
        assertThat(find("removed")).isEmpty();
        assertThat(Files.readAllLines(file))
                .hasSize(DeletedBuildFile.MAX_BUILDS)
                .doesNotContain("0 removed", "4 removed");
        try (Stream<Path> files = Files.list(job)) {
            assertThat(files).containsExactly(file);
        }
    }

    /** A full disk may cut a line. The next line must not be lost with it. */
    @Test
    void aCutLineDoesNotSpoilTheNext() throws IOException {
        builds.add("other", DeletedBuild.unfinished(6));
        Files.writeString(file, "7 " + UID.substring(0, 9), StandardOpenOption.APPEND);
        builds.add(UID, DeletedBuild.unfinished(8));
        assertThat(find("other")).contains(6);
        assertThat(find(UID)).contains(8);
    }

    @Test
    void invalidLinesAreIgnored() throws IOException {
        Files.write(file, ("\nx " + UID + "\n\u00e9\u0000\n99999999999 " + UID + "\n").getBytes("ISO-8859-1"));
        assertThat(find(UID)).isEmpty();
        Files.writeString(file, "9999999999 " + UID + "\n");
        assertThat(find(UID)).as("larger than a number of Jenkins").contains(Integer.MAX_VALUE);
        builds.add(UID, DeletedBuild.unfinished(Integer.MAX_VALUE));
        assertThat(find(UID)).contains(Integer.MAX_VALUE);
    }

    @Test
    void anInvalidUidIsNotStored() throws IOException {
        builds.add("", DeletedBuild.unfinished(7));
        builds.add("two words", DeletedBuild.unfinished(7));
        builds.add("two\nlines", DeletedBuild.unfinished(7));
        assertThat(file).doesNotExist();
    }

    @Test
    void theDirectoryOfADeletedJobIsNotCreatedAgain() throws IOException {
        Path gone = job.resolve("gone");
        new DeletedBuildFile(gone).add(UID, DeletedBuild.unfinished(7));
        assertThat(gone).doesNotExist();
    }

    /** Jenkins interrupts the thread of a build that a person stops, and this thread may delete old builds. */
    @Test
    void anInterruptedThreadWritesToo() throws IOException {
        builds.add("other", DeletedBuild.unfinished(6));
        Thread.currentThread().interrupt();
        try {
            builds.add(UID, DeletedBuild.unfinished(7));
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(find(UID)).contains(7);
    }

    @Test
    void aFileThatCannotBeReadIsNamedWithItsCure() throws IOException {
        Files.createDirectory(file);
        assertThatThrownBy(() -> find(UID))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The deleted builds of a job cannot be read from " + file
                        + ". Make the file readable. Or delete it, but then a run is built again if its build was"
                        + " deleted before its result was read");
    }

    private Optional<Integer> find(String uid) {
        return builds.find(uid, Instant.EPOCH).map(DeletedBuild::number);
    }
}
