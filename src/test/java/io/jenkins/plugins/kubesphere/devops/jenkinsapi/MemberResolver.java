package io.jenkins.plugins.kubesphere.devops.jenkinsapi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.MethodNode;

/** Finds members the way the virtual machine resolves them: in the class, its superclasses, then all interfaces. */
final class MemberResolver {
    /** A member and the class that declares it. */
    record Member(ClassNode owner, int access) {
        boolean is(int flag) {
            return (access & flag) != 0;
        }
    }

    private final ClassFiles classes;

    MemberResolver(ClassFiles classes) {
        this.classes = classes;
    }

    /** Returns the class itself, its superclasses, and then all interfaces, each once. Missing types are omitted. */
    List<ClassNode> withSupertypes(ClassNode type) {
        List<ClassNode> chain = new ArrayList<>();
        for (Optional<ClassNode> next = Optional.of(type);
                next.isPresent();
                next = Optional.ofNullable(next.get().superName).flatMap(classes::find)) {
            chain.add(next.get());
        }
        Map<String, ClassNode> all = new LinkedHashMap<>();
        chain.forEach(node -> all.put(node.name, node));
        chain.forEach(node -> addInterfaces(node, all));
        return List.copyOf(all.values());
    }

    private void addInterfaces(ClassNode type, Map<String, ClassNode> all) {
        for (String name : type.interfaces) {
            classes.find(name)
                    .filter(node -> all.putIfAbsent(name, node) == null)
                    .ifPresent(node -> {
                        addInterfaces(node, all);
                    });
        }
    }

    /** The member to which a reference links. */
    Optional<Member> resolve(ClassNode type, LinkSymbol symbol) {
        List<Member> members = withSupertypes(type).stream()
                .flatMap(node -> findDeclared(node, symbol).stream())
                .toList();
        if (members.isEmpty() || !isInterface(members.get(0).owner())) {
            return members.stream().findFirst();
        }
        List<Member> closest = members.stream()
                .filter(member -> members.stream().noneMatch(other -> isBelow(other.owner(), member.owner())))
                .toList();
        return closest.stream()
                .filter(member -> !member.is(Opcodes.ACC_ABSTRACT))
                .findFirst()
                .or(() -> closest.stream().findFirst());
    }

    private boolean isBelow(ClassNode type, ClassNode supertype) {
        return type != supertype && isOrExtends(type, supertype.name);
    }

    boolean isOrExtends(ClassNode type, String name) {
        return withSupertypes(type).stream().anyMatch(node -> node.name.equals(name));
    }

    /** The member that this class itself declares. */
    static Optional<Member> findDeclared(ClassNode type, LinkSymbol symbol) {
        if (symbol.isMethod()) {
            for (MethodNode method : type.methods) {
                if (method.name.equals(symbol.name())
                        && (method.desc.equals(symbol.descriptor()) || isSignaturePolymorphic(type, method))) {
                    return Optional.of(new Member(type, method.access));
                }
            }
            return Optional.empty();
        }
        for (FieldNode field : type.fields) {
            if (field.name.equals(symbol.name()) && field.desc.equals(symbol.descriptor())) {
                return Optional.of(new Member(type, field.access));
            }
        }
        return Optional.empty();
    }

    private static boolean isSignaturePolymorphic(ClassNode type, MethodNode method) {
        return type.name.startsWith("java/lang/invoke/") && (method.access & Opcodes.ACC_NATIVE) != 0;
    }

    static boolean isInterface(ClassNode type) {
        return (type.access & Opcodes.ACC_INTERFACE) != 0;
    }
}
