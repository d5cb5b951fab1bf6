package io.jenkins.plugins.kubesphere.devops.realjenkins;

import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Reads jobs, builds and plugins from the files of a JENKINS_HOME. */
public record JenkinsHomeFolder(Path path) {

    /** Reads the builds of a job from disk. */
    public BuildRecords builds(JobName job) {
        return new BuildRecords(folder(job).resolve("builds"));
    }

    /** @param plugin short name of the plugin */
    public boolean hasPlugin(String plugin) {
        return Files.exists(path.resolve("plugins").resolve(plugin + ".jpi"));
    }

    public boolean hasJob(JobName job) {
        return Files.exists(folder(job).resolve("config.xml"));
    }

    /** Reads the config.xml of a job from disk. */
    public String readConfigXml(JobName job) {
        try {
            return Files.readString(folder(job).resolve("config.xml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path folder(JobName job) {
        Path folder = path.resolve("jobs").resolve(job.folder()).resolve("jobs").resolve(job.job());
        return job.hasBranch() ? branchFolder(folder.resolve("branches"), job.branch()) : folder;
    }

    /** Finds the folder of a branch by its config.xml, because the name of the folder is not that of the branch. */
    private static Path branchFolder(Path branches, String name) {
        String head = "<name>" + URLDecoder.decode(name, StandardCharsets.UTF_8) + "</name>";
        try (Stream<Path> folders = Files.list(branches)) {
            for (Path folder : folders.toList()) {
                if (Files.readString(folder.resolve("config.xml")).contains(head)) {
                    return folder;
                }
            }
        } catch (NoSuchFileException e) {
            // Jenkins has not found a branch yet.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return branches.resolve("none");
    }
}
