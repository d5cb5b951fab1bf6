package io.jenkins.plugins.kubesphere.devops.embedded.steps;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Matches paths of files with patterns as in Ant, separated by commas: {@code ?}, {@code *} and {@code **}. */
final class FilePattern {
    private static final Pattern TOKEN = Pattern.compile("\\*\\*/|\\*\\*|\\*|\\?|[^*?]+");

    private final Pattern pattern;

    FilePattern(String patterns) {
        pattern = Pattern.compile(Stream.of(patterns.split(","))
                .map(String::trim)
                .filter(glob -> !glob.isEmpty())
                .map(glob -> glob.endsWith("/") ? glob + "**" : glob)
                .map(glob ->
                        TOKEN.matcher(glob).results().map(FilePattern::regex).collect(Collectors.joining()))
                .collect(Collectors.joining("|")));
    }

    private static String regex(MatchResult token) {
        return switch (token.group()) {
            case "**/" -> "(?:[^/]+/)*";
            case "**" -> ".*";
            case "*" -> "[^/]*";
            case "?" -> "[^/]";
            default -> Pattern.quote(token.group());
        };
    }

    /** @param file relative to the folder in which the pattern searches */
    boolean matches(Path file) {
        return pattern.matcher(file.toString()).matches();
    }

    /** Returns the matching regular files of a folder, relative to the folder. Symbolic links are ignored. */
    List<Path> find(Path folder) throws IOException {
        try (Stream<Path> tree = Files.walk(folder)) {
            return tree.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .map(folder::relativize)
                    .filter(this::matches)
                    .sorted()
                    .toList();
        }
    }
}
