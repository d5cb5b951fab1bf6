package io.jenkins.plugins.kubesphere.devops.embedded;

import io.jenkins.plugins.kubesphere.devops.engine.ArtifactReader;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.run.Artifact;
import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the files that the step {@code archiveArtifacts} copied. That step copies no links. */
final class EmbeddedArtifactReader implements ArtifactReader {
    private final Object lock;
    private final EmbeddedRunScheduler runs;

    EmbeddedArtifactReader(Object lock, EmbeddedRunScheduler runs) {
        this.lock = lock;
        this.runs = runs;
    }

    @Override
    public boolean hasBuild(JobName job, PipelineRunRef run, Instant createdAt) {
        return archive(job, run).isPresent();
    }

    @Override
    public Optional<List<Artifact>> list(JobName job, PipelineRunRef run, Instant createdAt) {
        return archive(job, run).map(EmbeddedArtifactReader::list);
    }

    private Optional<Path> archive(JobName job, PipelineRunRef run) {
        synchronized (lock) {
            return runs.buildFolder(job, run).map(folder -> folder.resolve("archive"));
        }
    }

    private static List<Artifact> list(Path archive) {
        if (!Files.isDirectory(archive)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(archive)) {
            return files.filter(EmbeddedArtifactReader::isFile)
                    .map(file -> artifact(archive, file))
                    .sorted(Comparator.comparing(Artifact::path))
                    .limit(MAX_LISTED)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isFile(Path file) {
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
    }

    private static Artifact artifact(Path archive, Path file) {
        try {
            return new Artifact(
                    archive.relativize(file).toString(),
                    Files.size(file),
                    Files.getLastModifiedTime(file).toInstant());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Optional<ArtifactFile> find(JobName job, PipelineRunRef run, Instant createdAt, String path) {
        return Artifact.segments(path).isEmpty()
                ? Optional.empty()
                : archive(job, run)
                        .map(archive -> new FileOnDisk(archive, archive.resolve(path)))
                        .filter(found -> isFile(found.file))
                        .map(found -> found);
    }

    private record FileOnDisk(Path archive, Path file) implements ArtifactFile {
        @Override
        public Artifact artifact() {
            return EmbeddedArtifactReader.artifact(archive, file);
        }

        @Override
        public boolean isSeekable() {
            return true;
        }

        @Override
        public InputStream open(long offset) throws IOException {
            SeekableByteChannel channel = Files.newByteChannel(file);
            channel.position(offset);
            return Channels.newInputStream(channel);
        }
    }
}
