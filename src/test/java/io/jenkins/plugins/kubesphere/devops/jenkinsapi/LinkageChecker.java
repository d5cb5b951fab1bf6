package io.jenkins.plugins.kubesphere.devops.jenkinsapi;

import io.jenkins.plugins.kubesphere.devops.jenkinsapi.MemberResolver.Member;
import io.jenkins.plugins.kubesphere.devops.jenkinsapi.SymbolReference.Kind;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;

/** Checks that byte code links: reports each reference that the JVM would refuse, without loading a class. An origin is where
 * classes come from: a war, a jar or a plugin. */
final class LinkageChecker {
    private final ClassFiles classes;
    private final Set<String> reachable;
    private final boolean withPlugins;
    private final MemberResolver resolver;
    /** The users of each symbol that does not link. */
    private final TreeMap<String, TreeSet<String>> users = new TreeMap<>();

    private final TreeSet<String> usedOrigins = new TreeSet<>();
    private final TreeSet<String> skipped = new TreeSet<>();

    /**
     * @param classes the classes to check, and all classes that they may use
     * @param reachable origins from which the class loader of the checked classes can load classes
     * @param withPlugins false if only the war is known: a missing class is skipped if no known class has its package,
     *     because a plugin may have it
     */
    LinkageChecker(ClassFiles classes, Set<String> reachable, boolean withPlugins) {
        this.classes = classes;
        this.reachable = reachable;
        this.withPlugins = withPlugins;
        this.resolver = new MemberResolver(classes);
    }

    /** Checks all classes of these origins. Returns one line for each symbol that does not link, with its users. */
    Set<String> check(List<String> origins) {
        origins.forEach(origin -> classes.names(origin).forEach(this::check));
        return users.entrySet().stream()
                .map(finding -> finding.getKey() + "; used by " + describe(finding.getValue()))
                .collect(Collectors.toUnmodifiableSet());
    }

    private void check(String name) {
        ClassNode from = classes.find(name).orElseThrow();
        ReferenceCollector.collect(classes.bytes(name).orElseThrow()).forEach(reference -> {
            check(from, reference).ifPresent(problem -> add(reference.symbol(), problem, reference.from()));
        });
    }

    private void add(LinkSymbol symbol, String problem, String from) {
        users.computeIfAbsent(symbol + ": " + problem, key -> new TreeSet<>()).add(from);
    }

    private void addAbsent(LinkSymbol type, String from) {
        if (withPlugins || classes.hasPackageOf(type.owner())) {
            add(type, "no such class", from);
        } else {
            skipped.add(type.toString());
        }
    }

    private Optional<String> check(ClassNode from, SymbolReference reference) {
        LinkSymbol symbol = reference.symbol();
        Optional<ClassNode> owner = classes.find(symbol.owner());
        if (owner.isEmpty()) {
            addAbsent(LinkSymbol.type(symbol.owner()), reference.from());
            return Optional.empty();
        }
        String origin = classes.origin(symbol.owner());
        usedOrigins.add(origin);
        if (symbol.isType()) {
            return reachable.contains(origin) || origin.equals(classes.origin(from.name))
                    ? Optional.empty()
                    : Optional.of(
                            "only in " + origin + ", which no plugin of Plugin-Dependencies requires; add it there");
        }
        return reference.kind() == Kind.ANNOTATION
                ? checkElement(owner.get(), symbol.name())
                : checkMember(from, owner.get(), reference);
    }

    private static Optional<String> checkElement(ClassNode annotation, String name) {
        boolean exists = annotation.methods.stream().anyMatch(method -> method.name.equals(name));
        return exists ? Optional.empty() : Optional.of("no such annotation element");
    }

    private Optional<String> checkMember(ClassNode from, ClassNode owner, SymbolReference reference) {
        LinkSymbol symbol = reference.symbol();
        Optional<Member> found = resolver.resolve(owner, symbol);
        if (found.isEmpty()) {
            return checkMissing(owner, symbol);
        }
        Kind kind = reference.kind();
        if (symbol.isMethod() && kind.ofInterface() != MemberResolver.isInterface(owner)) {
            return Optional.of(kind.ofInterface() ? "its class is not an interface" : "its class is an interface");
        }
        Member member = found.get();
        if (kind.isStatic() != member.is(Opcodes.ACC_STATIC)) {
            return Optional.of(kind.isStatic() ? "not static" : "static");
        }
        return mayAccess(from, member) ? Optional.empty() : Optional.of("not accessible");
    }

    /** If a member is not found, a missing supertype may have it; then only the supertype is reported. */
    private Optional<String> checkMissing(ClassNode owner, LinkSymbol symbol) {
        boolean complete = true;
        for (ClassNode type : resolver.withSupertypes(owner)) {
            TreeSet<String> supertypes = new TreeSet<>(type.interfaces);
            if (type.superName != null) {
                supertypes.add(type.superName);
            }
            supertypes.removeIf(name -> classes.find(name).isPresent());
            String from = LinkSymbol.type(type.name).toString();
            supertypes.forEach(name -> addAbsent(LinkSymbol.type(name), from));
            complete &= supertypes.isEmpty();
        }
        return complete ? Optional.of(symbol.isMethod() ? "no such method" : "no such field") : Optional.empty();
    }

    private boolean mayAccess(ClassNode from, Member member) {
        if (member.is(Opcodes.ACC_PUBLIC)) {
            return true;
        }
        boolean sameOrigin = classes.origin(from.name).equals(classes.origin(member.owner().name));
        if (member.is(Opcodes.ACC_PRIVATE)) {
            return sameOrigin;
        }
        // A package in two class loaders is two packages.
        boolean samePackage =
                sameOrigin && ClassFiles.packageOf(from.name).equals(ClassFiles.packageOf(member.owner().name));
        return samePackage || (member.is(Opcodes.ACC_PROTECTED) && resolver.isOrExtends(from, member.owner().name));
    }

    private static String describe(TreeSet<String> users) {
        return users.size() == 1 ? users.first() : users.first() + " and " + (users.size() - 1) + " more";
    }

    /** Returns the origins of the classes that the checked classes use. */
    Set<String> usedOrigins() {
        return usedOrigins;
    }

    /** Returns the missing classes that were skipped, because a plugin may have them. */
    Set<String> skipped() {
        return skipped;
    }
}
