package io.jenkins.plugins.kubesphere.devops.jenkinsapi;

import japicmp.cmp.JApiCmpArchive;
import japicmp.cmp.JarArchiveComparator;
import japicmp.cmp.JarArchiveComparatorOptions;
import japicmp.cmp.JarArchiveComparatorOptions.ClassPathMode;
import japicmp.model.JApiBehavior;
import japicmp.model.JApiChangeStatus;
import japicmp.model.JApiClass;
import japicmp.model.JApiCompatibility;
import japicmp.model.JApiCompatibilityChange;
import japicmp.model.JApiCompatibilityChangeType;
import japicmp.model.JApiField;
import japicmp.model.JApiImplementedInterface;
import japicmp.model.JApiMethod;
import japicmp.model.JApiParameter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import javassist.CtClass;

/** Compares the declarations (as the old version) with the real classes (as the new version), with japicmp. */
final class BinaryCompatibilityChecker {
    /** The name that japicmp uses for a missing type. */
    private static final String ABSENT = "n.a.";

    private final TreeSet<String> findings = new TreeSet<>();

    private BinaryCompatibilityChecker() {}

    /**
     * Compares the named classes.
     *
     * @param libraries libraries that the declarations use
     * @param realJars jars with the supertypes of the real classes
     * @return one line for each symbol that is missing or incompatible
     */
    static Set<String> check(
            Collection<String> names, ClassFiles declared, List<Path> libraries, ClassFiles real, List<Path> realJars) {
        JarArchiveComparatorOptions options = new JarArchiveComparatorOptions();
        options.setClassPathMode(ClassPathMode.TWO_SEPARATE_CLASSPATHS);
        options.setOldClassPath(libraries.stream().map(Path::toString).toList());
        options.setNewClassPath(realJars.stream().map(Path::toString).toList());
        options.setNoAnnotations(true);
        BinaryCompatibilityChecker comparison = new BinaryCompatibilityChecker();
        new JarArchiveComparator(options)
                .compare(archive("declared", names, declared), archive("real", names, real))
                .forEach(comparison::add);
        return comparison.findings;
    }

    private static JApiCmpArchive archive(String name, Collection<String> names, ClassFiles classes) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes)) {
            for (String type : names) {
                if (classes.has(type)) {
                    jar.putNextEntry(new ZipEntry(type + ".class"));
                    jar.write(classes.bytes(type).orElseThrow());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new JApiCmpArchive(bytes.toByteArray(), name, "");
    }

    private void add(JApiClass type) {
        String name = type.getFullyQualifiedName();
        addType(name, type);
        if (type.getChangeStatus() == JApiChangeStatus.REMOVED) {
            // The class is missing: its members are not reported separately.
            return;
        }
        add(
                name,
                type.getSuperclass(),
                detail(
                        type.getSuperclass().getSuperclassOld(),
                        type.getSuperclass().getSuperclassNew()));
        for (JApiImplementedInterface implemented : type.getInterfaces()) {
            add(name + " implements " + implemented.getFullyQualifiedName(), implemented, "");
        }
        type.getConstructors().forEach(constructor -> add(name + "." + signature(constructor), constructor, ""));
        for (JApiMethod method : type.getMethods()) {
            String details = detail(
                    method.getReturnType().getOldReturnType(),
                    method.getReturnType().getNewReturnType());
            add(name + "." + signature(method), method, details);
            add(name + "." + signature(method), method.getReturnType(), details);
        }
        for (JApiField field : type.getFields()) {
            String details =
                    detail(field.getType().getOldValue(), field.getType().getNewValue());
            add(name + "." + field.getName(), field, details);
        }
    }

    private static String signature(JApiBehavior behavior) {
        return behavior.getName()
                + behavior.getParameters().stream()
                        .map(JApiParameter::getType)
                        .collect(Collectors.joining(", ", "(", ")"));
    }

    private void addType(String name, JApiClass type) {
        boolean isEnum = type.getOldClass().filter(CtClass::isEnum).isPresent();
        for (JApiCompatibilityChange change : type.getCompatibilityChanges()) {
            // Nobody calls the constructor of an enum. Real constants may have bodies; that is an implementation
            // detail.
            if (!isEnum || change.getType() != JApiCompatibilityChangeType.CLASS_NOW_ABSTRACT) {
                add(name, change, "");
            }
        }
    }

    private void add(String symbol, JApiCompatibility compared, String details) {
        compared.getCompatibilityChanges().forEach(change -> add(symbol, change, details));
    }

    private void add(String symbol, JApiCompatibilityChange change, String details) {
        if (!change.isBinaryCompatible()) {
            String text = change.getType().name().toLowerCase(Locale.ROOT).replace('_', ' ');
            findings.add(symbol + ": " + text + details);
        }
    }

    private static String detail(String declared, String real) {
        boolean differs = !declared.equals(real) && !real.equals(ABSENT);
        return differs ? " (declared " + declared + ", in fact " + real + ")" : "";
    }
}
