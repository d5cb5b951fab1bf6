package io.jenkins.plugins.kubesphere.devops.kapis.scm;

import java.util.Set;
import java.util.stream.Stream;

/** Checks text that becomes part of the path of a URL. */
final class PathValidator {
    static final int MAX_LENGTH = 1_024;
    /** A URL with one of these segments means another path. */
    private static final Set<String> NO_NAMES = Set.of("", ".", "..");

    private PathValidator() {}

    /** Whether each segment of a path is a plain name. */
    static boolean isSafe(String path) {
        return path.length() <= MAX_LENGTH
                // Some programs read a backslash as a slash.
                && path.chars().noneMatch(c -> Character.isISOControl(c) || c == '\\')
                && Stream.of(path.split("/", -1)).noneMatch(NO_NAMES::contains);
    }
}
