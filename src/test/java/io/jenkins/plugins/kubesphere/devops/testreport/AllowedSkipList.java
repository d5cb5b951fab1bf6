package io.jenkins.plugins.kubesphere.devops.testreport;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the list of tests that may be skipped, with their allowed reasons. */
final class AllowedSkipList {
    private static final Pattern LINE = Pattern.compile("(\\w+)(?:#(\\w+))?: (.+)");
    private static final Map<String, Set<TestedEngine>> HEADINGS = Map.of(
            "[without a real Jenkins]", EnumSet.of(TestedEngine.EMBEDDED),
            "[on a real Jenkins]", EnumSet.of(TestedEngine.REAL_JENKINS),
            "[on both]", EnumSet.allOf(TestedEngine.class));

    private final List<Entry> entries = new ArrayList<>();

    /**
     * Reads the list.
     *
     * @param lines headings, and below them {@code Class: reason} or {@code Class#method: reason}; # starts a comment
     * @throws IllegalArgumentException if a line has another form
     */
    AllowedSkipList(List<String> lines) {
        Set<TestedEngine> engines = EnumSet.noneOf(TestedEngine.class);
        for (String line : lines) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (HEADINGS.containsKey(line)) {
                engines = HEADINGS.get(line);
                continue;
            }
            Matcher entry = LINE.matcher(line);
            if (engines.isEmpty() || !entry.matches()) {
                throw new IllegalArgumentException("\"" + line + "\" is not an entry of the list; write Class: reason,"
                        + " or Class#method: reason, below one of " + String.join(", ", HEADINGS.keySet()));
            }
            entries.add(new Entry(engines, entry.group(1), entry.group(2), entry.group(3)));
        }
    }

    /**
     * Returns true if the list contains the test, and the reason begins with the reason in the list. The report of a
     * class that was skipped as a whole has no reason.
     */
    boolean allow(ReportedSkip test, TestedEngine engine) {
        return entries.stream().anyMatch(entry -> entry.allows(test, engine));
    }

    /** Simple names of all classes in the list. */
    List<String> types() {
        return entries.stream().map(Entry::type).distinct().toList();
    }

    /** The engine on which the tests ran. */
    enum TestedEngine {
        EMBEDDED,
        REAL_JENKINS
    }

    private record Entry(Set<TestedEngine> engines, String type, String method, String reason) {
        boolean allows(ReportedSkip test, TestedEngine engine) {
            return engines.contains(engine)
                    && type.equals(test.type())
                    && (method == null || method.equals(test.method()))
                    && (test.method().isEmpty() || test.reason().startsWith(reason));
        }
    }
}
