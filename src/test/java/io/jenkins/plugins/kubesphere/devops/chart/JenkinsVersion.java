package io.jenkins.plugins.kubesphere.devops.chart;

import java.util.Arrays;
import java.util.List;

/**
 * A version of Jenkins or of a plugin, in the order of Jenkins: numbers by their value, a number after a text, and more
 * parts after fewer, so that {@code 1402.1405.vc96e} is newer than {@code 1402.v94c9}. Only the part of that order that
 * released versions need: the class of Jenkins is not on Maven Central.
 */
record JenkinsVersion(String text) implements Comparable<JenkinsVersion> {

    @Override
    public int compareTo(JenkinsVersion other) {
        List<String> mine = parts();
        List<String> others = other.parts();
        for (int i = 0; i < Math.min(mine.size(), others.size()); i++) {
            int order = compareParts(mine.get(i), others.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(mine.size(), others.size());
    }

    private List<String> parts() {
        return Arrays.asList(text.split("[.-]"));
    }

    private static int compareParts(String one, String other) {
        boolean number = isNumber(one);
        if (number != isNumber(other)) {
            return number ? 1 : -1;
        }
        return number ? Long.compare(Long.parseLong(one), Long.parseLong(other)) : one.compareTo(other);
    }

    private static boolean isNumber(String part) {
        return part.matches("\\d{1,18}");
    }
}
