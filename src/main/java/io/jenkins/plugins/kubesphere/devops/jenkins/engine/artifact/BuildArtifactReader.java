package io.jenkins.plugins.kubesphere.devops.jenkins.engine.artifact;

import io.jenkins.plugins.kubesphere.devops.engine.ArtifactReader;
import io.jenkins.plugins.kubesphere.devops.engine.ArtifactReader.ArtifactFile;
import io.jenkins.plugins.kubesphere.devops.engine.run.Artifact;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jenkins.model.ArtifactManager;
import jenkins.model.StandardArtifactManager;
import jenkins.util.VirtualFile;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/**
 * Reads the archive of one build. Jenkins itself refuses links that lead out of the archive: they are not files for its
 * {@link VirtualFile}.
 */
public final class BuildArtifactReader {
    private static final String ALL = "**";

    private final VirtualFile root;
    private final boolean isOnDisk;

    public BuildArtifactReader(WorkflowRun build) {
        ArtifactManager manager = build.getArtifactManager();
        this.root = manager.root();
        // Others read from a store on another machine, or from an archive that is compressed.
        this.isOnDisk = manager instanceof StandardArtifactManager;
    }

    /** Lists the files, in the order of their paths. */
    public List<Artifact> list() {
        try {
            List<Artifact> artifacts = new ArrayList<>();
            if (root.isDirectory()) {
                List<String> paths = root.list(ALL, null, false).stream()
                        .sorted()
                        .limit(ArtifactReader.MAX_LISTED)
                        .toList();
                paths.forEach(path -> child(path).ifPresent(file -> artifacts.add(read(path, file))));
            }
            return artifacts;
        } catch (IOException e) {
            throw new UncheckedIOException("the archive of a build cannot be read", e);
        }
    }

    /** @param path any text */
    public Optional<ArtifactFile> find(String path) {
        return child(path).map(file -> new VirtualArtifactFile(read(path, file), isOnDisk, file));
    }

    private Optional<VirtualFile> child(String path) {
        return Artifact.segments(path)
                .map(segments -> {
                    VirtualFile file = root;
                    for (String segment : segments) {
                        file = file.child(segment);
                    }
                    return file;
                })
                .filter(BuildArtifactReader::isFile);
    }

    private static boolean isFile(VirtualFile file) {
        try {
            return file.isFile() && file.canRead();
        } catch (IOException e) {
            throw new UncheckedIOException("an artifact cannot be read", e);
        }
    }

    private static Artifact read(String path, VirtualFile file) {
        try {
            return new Artifact(path, file.length(), Instant.ofEpochMilli(file.lastModified()));
        } catch (IOException e) {
            throw new UncheckedIOException("an artifact cannot be read", e);
        }
    }

    private record VirtualArtifactFile(Artifact artifact, boolean isSeekable, VirtualFile file)
            implements ArtifactFile {
        @Override
        public InputStream open(long offset) throws IOException {
            InputStream stream = file.open();
            boolean isAtOffset = false;
            try {
                // A file on the disk of the controller jumps there.
                stream.skipNBytes(offset);
                isAtOffset = true;
                return stream;
            } finally {
                if (!isAtOffset) {
                    stream.close();
                }
            }
        }
    }
}
