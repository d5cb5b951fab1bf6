package io.jenkins.plugins.kubesphere.devops.embedded.steps;

import static io.jenkins.plugins.kubesphere.devops.embedded.steps.EmbeddedStep.step;

import io.jenkins.plugins.kubesphere.devops.embedded.build.BlockContext;
import io.jenkins.plugins.kubesphere.devops.embedded.build.StepFailedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** Steps that work with files of the workspace, and never with others. */
final class FileSteps {
    /** What a script may hold in memory at once, in bytes. */
    private static final long LARGEST = 16L * 1024 * 1024;

    static final List<EmbeddedStep> ALL = List.of(
            step("pwd", "", "Gives the current folder.", (context, given) -> context.folder()
                    .toString()),
            step("fileExists", "file", "Tells whether a file is there.", FileSteps::fileExists),
            step("readFile", "file", "Gives the text of a file, in UTF-8; at most 16 MiB.", FileSteps::readFile),
            step("writeFile", "file text", "Writes a text to a file, in UTF-8.", FileSteps::writeFile),
            step(
                    "archiveArtifacts",
                    "artifacts excludes allowEmptyArchive (fingerprint)",
                    "Copies files to `archive/` in the folder of the build, below the state folder of the engine."
                            + " Patterns are those of Ant, without `.git/`. Symbolic links are left out.",
                    FileSteps::archiveArtifacts));

    private FileSteps() {}

    private static Object fileExists(BlockContext context, StepArguments given) throws IOException {
        return Files.exists(context.file(given.text("file")));
    }

    private static Object readFile(BlockContext context, StepArguments given) throws IOException {
        Path file = context.file(given.text("file"));
        if (!Files.isRegularFile(file)) {
            throw StepFailedException.failed("readFile: \"" + given.text("file") + "\" is not a file in the workspace");
        }
        if (Files.size(file) > LARGEST) {
            throw StepFailedException.failed("readFile: \"" + given.text("file") + "\" has more than 16 MiB");
        }
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }

    private static Object writeFile(BlockContext context, StepArguments given) throws IOException {
        Path file = context.file(given.text("file"));
        Files.createDirectories(file.getParent());
        Files.write(file, given.text("text").getBytes(StandardCharsets.UTF_8));
        return null;
    }

    private static Object archiveArtifacts(BlockContext context, StepArguments given) throws IOException {
        String pattern = given.text("artifacts");
        context.log().line("Archiving artifacts");
        Files.createDirectories(context.folder());
        FilePattern included = new FilePattern(pattern);
        FilePattern excluded = new FilePattern(given.text("excludes", "") + ",**/.git/**");
        List<Path> files = included.files(context.folder()).stream()
                .filter(file -> !excluded.matches(file))
                .toList();
        for (Path file : files) {
            Path copy = context.build().settings().folder().resolve("archive").resolve(file.toString());
            Files.createDirectories(copy.getParent());
            Files.copy(
                    context.folder().resolve(file),
                    copy,
                    LinkOption.NOFOLLOW_LINKS,
                    StandardCopyOption.REPLACE_EXISTING);
        }
        if (files.isEmpty()) {
            String none = "No artifacts found that match the file pattern \"" + pattern + "\". Configuration error?";
            if (!given.flag("allowEmptyArchive")) {
                throw StepFailedException.failed(none);
            }
            context.log().line(none);
        }
        return null;
    }
}
