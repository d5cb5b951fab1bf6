package io.jenkins.plugins.kubesphere.devops.api.text;

/** Cuts texts for people to the length that a field or a page can hold. */
public final class TextTruncator {
    private static final String ELLIPSIS = "…";

    private TextTruncator() {}

    /**
     * Returns the text if it is short enough, otherwise its start and an ellipsis. Does not cut between the two chars
     * of a surrogate pair, because one half alone is not a character, and the API server would replace it.
     *
     * @param maxLength the maximum number of {@code char}s of the result, with the ellipsis; at least 1
     */
    public static String truncate(String text, int maxLength) {
        if (text.length() <= maxLength) {
            return text;
        }
        int end = maxLength - ELLIPSIS.length();
        boolean dividesPair = end > 0
                && Character.isHighSurrogate(text.charAt(end - 1))
                && Character.isLowSurrogate(text.charAt(end));
        return text.substring(0, dividesPair ? end - 1 : end) + ELLIPSIS;
    }
}
