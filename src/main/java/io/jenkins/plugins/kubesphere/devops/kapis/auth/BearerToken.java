package io.jenkins.plugins.kubesphere.devops.kapis.auth;

/** A token for the header Authorization. Its text is in no message and no log. */
public final class BearerToken {
    private final String value;

    /**
     * @param text blanks and line breaks around it do not count: a file with a token often ends with one
     * @throws IllegalArgumentException if a header cannot carry it
     */
    public BearerToken(String text) {
        value = text.strip();
        if (!isSendable(value)) {
            throw new IllegalArgumentException("the token is empty, or has a blank or a letter that no token has");
        }
    }

    /**
     * Whether a header can carry a text as a token: it is not empty, and has no blanks, no line breaks and only ASCII.
     *
     * @param text of an account of ours, or of a credential of a caller
     */
    public static boolean isSendable(String text) {
        return !text.isEmpty() && text.chars().allMatch(character -> character > ' ' && character < 127);
    }

    /** The token itself: only for the header. */
    public String value() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BearerToken token && token.value.equals(value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return "****";
    }
}
