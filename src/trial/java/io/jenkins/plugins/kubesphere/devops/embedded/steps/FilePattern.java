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

/** Patterns of Ant for paths of files, separated by commas: {@code ?}, {@code *} and {@code **}. */
final class FilePattern {
    private static final Pattern TOKEN = Pattern.compile("\\*\\*/|\\*\\*|\\*|\\?|[^*?]+");

    private final Pattern pattern;

    FilePattern(String patterns) {
        pattern = Pattern.compile(Stream.of(patterns.split(","))
                .map(String::trim)
                .filter(one -> !one.isEmpty())
                .map(one -> one.endsWith("/") ? one + "**" : one)
                .map(one -> TOKEN.matcher(one).results().map(FilePattern::regex).collect(Collectors.joining()))
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

    /** @param file relative to the folder that the pattern is about */
    boolean matches(Path file) {
        return pattern.matcher(file.toString()).matches();
    }

    /** The regular files of a folder that match, relative to it. No symbolic link is followed, or is one of them. */
    List<Path> files(Path folder) throws IOException {
        try (Stream<Path> tree = Files.walk(folder)) {
            return tree.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .map(folder::relativize)
                    .filter(this::matches)
                    .sorted()
                    .toList();
        }
    }
}
