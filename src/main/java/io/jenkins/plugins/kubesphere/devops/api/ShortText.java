package io.jenkins.plugins.kubesphere.devops.api;

/** Texts for people, cut to a length that a field or a page can hold. */
public final class ShortText {
    private static final String ELLIPSIS = "…";

    private ShortText() {}

    /**
     * Gives the text if it is short enough, else its start and an ellipsis. A surrogate pair is never divided: half of one
     * is not a character, and comes back from the API server as another one.
     *
     * @param longest how many {@code char}s the result has at most, the ellipsis included; 1 or more
     */
    public static String of(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int end = longest - ELLIPSIS.length();
        boolean dividesPair = end > 0
                && Character.isHighSurrogate(text.charAt(end - 1))
                && Character.isLowSurrogate(text.charAt(end));
        return text.substring(0, dividesPair ? end - 1 : end) + ELLIPSIS;
    }
}
