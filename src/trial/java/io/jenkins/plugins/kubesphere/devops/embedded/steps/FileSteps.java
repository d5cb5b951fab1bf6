package io.jenkins.plugins.kubesphere.devops.embedded.steps;

import static io.jenkins.plugins.kubesphere.devops.embedded.steps.StepDefinition.step;

import io.jenkins.plugins.kubesphere.devops.embedded.build.BlockContext;
import io.jenkins.plugins.kubesphere.devops.embedded.build.StepFailedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** Steps that read and write files. They use only files inside the workspace. */
final class FileSteps {
    /** Size limit of {@code readFile}, which loads the whole file into memory. */
    private static final long MAX_READ_BYTES = 16L * 1024 * 1024;

    /** The texts of the arguments are explained at {@link KeywordDescriptor#of}. */
    static final List<StepDefinition> ALL = List.of(
            step("pwd", "", "Returns the current folder.", (context, arguments) -> context.workingDirectory()
                    .toString()),
            step("fileExists", "file", "Returns true if a file exists.", FileSteps::fileExists),
            step("readFile", "file", "Returns the text of a file, in UTF-8; at most 16 MiB.", FileSteps::readFile),
            step("writeFile", "file text", "Writes a text to a file, in UTF-8.", FileSteps::writeFile),
            step(
                    "archiveArtifacts",
                    "artifacts excludes allowEmptyArchive (fingerprint)",
                    "Copies files to `archive/` in the folder of the build, which is in the state folder of the engine."
                            + " Patterns are as in Ant. Files in `.git/` and symbolic links are not copied.",
                    FileSteps::archiveArtifacts));

    private FileSteps() {}

    private static Object fileExists(BlockContext context, StepArguments arguments) throws IOException {
        return Files.exists(context.resolveInWorkspace(arguments.text("file")));
    }

    private static Object readFile(BlockContext context, StepArguments arguments) throws IOException {
        Path file = context.resolveInWorkspace(arguments.text("file"));
        if (!Files.isRegularFile(file)) {
            throw StepFailedException.failed(
                    "readFile: \"" + arguments.text("file") + "\" is not a file in the workspace");
        }
        if (Files.size(file) > MAX_READ_BYTES) {
            throw StepFailedException.failed("readFile: \"" + arguments.text("file") + "\" is larger than 16 MiB");
        }
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }

    private static Object writeFile(BlockContext context, StepArguments arguments) throws IOException {
        Path file = context.resolveInWorkspace(arguments.text("file"));
        Files.createDirectories(file.getParent());
        Files.write(file, arguments.text("text").getBytes(StandardCharsets.UTF_8));
        return null;
    }

    private static Object archiveArtifacts(BlockContext context, StepArguments arguments) throws IOException {
        String pattern = arguments.text("artifacts");
        context.log().writeLine("Archiving artifacts");
        Files.createDirectories(context.workingDirectory());
        FilePattern included = new FilePattern(pattern);
        FilePattern excluded = new FilePattern(arguments.text("excludes", "") + ",**/.git/**");
        List<Path> files = included.find(context.workingDirectory()).stream()
                .filter(file -> !excluded.matches(file))
                .toList();
        for (Path file : files) {
            Path copy = context.build().settings().folder().resolve("archive").resolve(file.toString());
            Files.createDirectories(copy.getParent());
            Files.copy(
                    context.workingDirectory().resolve(file),
                    copy,
                    LinkOption.NOFOLLOW_LINKS,
                    StandardCopyOption.REPLACE_EXISTING);
        }
        if (files.isEmpty()) {
            String noArtifacts =
                    "No artifacts found that match the file pattern \"" + pattern + "\". Configuration error?";
            if (!arguments.booleanValue("allowEmptyArchive")) {
                throw StepFailedException.failed(noArtifacts);
            }
            context.log().writeLine(noArtifacts);
        }
        return null;
    }
}
