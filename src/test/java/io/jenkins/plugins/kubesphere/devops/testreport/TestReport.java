package io.jenkins.plugins.kubesphere.devops.testreport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * The report of Surefire or Failsafe about one test class.
 *
 * @param type simple name of the class
 * @param ran number of tests that ran
 * @param skipped tests that were skipped
 */
record TestReport(String type, int ran, List<ReportedSkip> skipped) {
    private static final String ABORTED = "org.opentest4j.TestAbortedException: ";

    /**
     * Reads the reports of a folder.
     *
     * @param since start of the build; older reports are ignored
     * @return reports sorted by file name; empty if the folder does not exist
     */
    static List<TestReport> readAll(Path folder, FileTime since) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<TestReport> reports = new ArrayList<>();
            for (Path file : files.filter(file -> file.getFileName().toString().matches("TEST-.+\\.xml"))
                    .sorted()
                    .toList()) {
                if (Files.getLastModifiedTime(file).compareTo(since) >= 0) {
                    reports.add(read(file));
                }
            }
            return reports;
        }
    }

    private static TestReport read(Path file) throws IOException {
        Element suite = parse(file).getDocumentElement();
        String type = simple(suite.getAttribute("name"));
        List<ReportedSkip> skipped = new ArrayList<>();
        List<Element> cases = children(suite, "testcase");
        // If the @BeforeAll of a class aborts, its report has no tests and no reason.
        if (cases.isEmpty()) {
            skipped.add(new ReportedSkip(type, "", ""));
        }
        for (Element test : cases) {
            children(test, "skipped").stream()
                    .findFirst()
                    .ifPresent(skip -> skipped.add(new ReportedSkip(
                            simple(test.getAttribute("classname")), method(test.getAttribute("name")), reason(skip))));
        }
        return new TestReport(type, cases.isEmpty() ? 0 : cases.size() - skipped.size(), skipped);
    }

    private static Document parse(Path file) throws IOException {
        try {
            return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
        } catch (SAXException | ParserConfigurationException e) {
            throw new IOException(file + " is not a test report: " + e.getMessage(), e);
        }
    }

    private static List<Element> children(Element parent, String name) {
        NodeList found = parent.getElementsByTagName(name);
        return IntStream.range(0, found.getLength())
                .mapToObj(found::item)
                .map(Element.class::cast)
                .toList();
    }

    private static String simple(String type) {
        return type.substring(type.lastIndexOf('.') + 1);
    }

    /** Returns the name of the method, without parameters and repetition number. */
    private static String method(String name) {
        return name.replaceFirst("[(\\[{].*", "");
    }

    /** Returns only the first line of the reason, because a stack trace may follow. */
    private static String reason(Element skip) {
        String text = Optional.of(skip.getAttribute("message"))
                .filter(message -> !message.isBlank())
                .orElseGet(skip::getTextContent);
        return text.strip().lines().findFirst().orElse("").replace(ABORTED, "").replace("Assumption failed: ", "");
    }
}
