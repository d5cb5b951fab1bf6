package io.jenkins.plugins.kubesphere.devops.api.text;

import java.util.regex.Pattern;

/**
 * Replaces the user and the password in each URL of a text by {@code ****}. A user name without a password stays in
 * URLs of SSH, where it is not secret: {@code ssh://git@example.com}. In other URLs it may be a token.
 */
public final class UrlUserInfoMask {
    /** What is shown instead of a secret. */
    public static final String MASK = "****";

    /** Matches up to the last @, because a password may contain an @. */
    private static final Pattern USER_INFO =
            Pattern.compile("(?<=//)(?<!ssh://)[^/\\s]+(?=@)|(?<=ssh://)[^/\\s:]*+:[^/\\s]*(?=@)");

    private UrlUserInfoMask() {}

    /** Returns the text without users and passwords of URLs. */
    public static String apply(String text) {
        return USER_INFO.matcher(text).replaceAll(MASK);
    }
}
