package io.jenkins.plugins.kubesphere.devops.jenkinsapi;

import io.jenkins.plugins.kubesphere.devops.jenkinsapi.MemberResolver.Member;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Checks our classes against their real supertypes: a class must implement all abstract methods, and must not override
 * a final method or extend a final class.
 */
final class InheritanceChecker {
    private static final int NOT_OVERRIDABLE = Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC;

    private final ClassFiles classes;
    private final MemberResolver resolver;
    private final TreeSet<String> findings = new TreeSet<>();

    /** @param classes our classes and all their real supertypes */
    InheritanceChecker(ClassFiles classes) {
        this.classes = classes;
        this.resolver = new MemberResolver(classes);
    }

    /**
     * Checks all classes of these origins. Returns one line for each abstract method that a class or lambda does not
     * implement, and for each final method or class that it overrides or extends.
     */
    Set<String> check(List<String> origins) {
        origins.forEach(origin -> classes.names(origin).forEach(this::check));
        return Set.copyOf(findings);
    }

    private void check(String name) {
        ClassNode type = new ClassNode();
        new ClassReader(classes.bytes(name).orElseThrow()).accept(type, ClassReader.SKIP_DEBUG);
        if ((type.access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_INTERFACE)) == 0) {
            checkBodies(type);
        }
        checkFinals(type);
        for (MethodNode method : type.methods) {
            for (AbstractInsnNode instruction : method.instructions) {
                if (instruction instanceof InvokeDynamicInsnNode lambda
                        && lambda.bsm.getOwner().equals("java/lang/invoke/LambdaMetafactory")) {
                    checkLambda(type, method, lambda);
                }
            }
        }
    }

    private void checkBodies(ClassNode type) {
        for (LinkSymbol method : abstractMethods(type)) {
            Member implementation = resolver.resolve(
                            type, new LinkSymbol(type.name, method.name(), method.descriptor()))
                    .orElseThrow();
            if (implementation.is(Opcodes.ACC_ABSTRACT)) {
                findings.add(method + ": abstract, and " + LinkSymbol.type(type.name) + " does not implement it");
            }
        }
    }

    private List<LinkSymbol> abstractMethods(ClassNode type) {
        return resolver.withSupertypes(type).stream()
                .flatMap(owner -> owner.methods.stream()
                        .filter(method -> (method.access & Opcodes.ACC_ABSTRACT) != 0)
                        .map(method -> new LinkSymbol(owner.name, method.name, method.desc)))
                .toList();
    }

    private void checkFinals(ClassNode type) {
        List<ClassNode> supertypes =
                resolver.withSupertypes(type).stream().skip(1).toList();
        for (ClassNode supertype : supertypes) {
            if ((supertype.access & Opcodes.ACC_FINAL) != 0) {
                findings.add(
                        LinkSymbol.type(supertype.name) + ": final, and " + LinkSymbol.type(type.name) + " extends it");
            }
            for (MethodNode method : type.methods) {
                LinkSymbol symbol = new LinkSymbol(supertype.name, method.name, method.desc);
                if ((method.access & NOT_OVERRIDABLE) == 0 && !method.name.startsWith("<")) {
                    MemberResolver.findDeclared(supertype, symbol)
                            .filter(member -> member.is(Opcodes.ACC_FINAL) && !member.is(NOT_OVERRIDABLE))
                            .ifPresent(member -> {
                                findings.add(symbol + ": final, and " + LinkSymbol.type(type.name) + " overrides it");
                            });
                }
            }
        }
    }

    /**
     * A lambda implements one method. If the real interface has another abstract method, the first call of that method
     * fails.
     */
    private void checkLambda(ClassNode type, MethodNode method, InvokeDynamicInsnNode lambda) {
        Set<String> bodies = Arrays.stream(lambda.bsmArgs)
                .filter(Type.class::isInstance)
                .map(descriptor -> lambda.name + descriptor)
                .collect(Collectors.toSet());
        ClassNode object = classes.find("java/lang/Object").orElseThrow();
        classes.find(Type.getReturnType(lambda.desc).getInternalName()).ifPresent(target -> {
            for (LinkSymbol symbol : abstractMethods(target)) {
                boolean isAbstract = resolver.resolve(
                                target, new LinkSymbol(target.name, symbol.name(), symbol.descriptor()))
                        .filter(member -> member.is(Opcodes.ACC_ABSTRACT))
                        .isPresent();
                if (isAbstract
                        && !bodies.contains(symbol.name() + symbol.descriptor())
                        && MemberResolver.findDeclared(object, symbol).isEmpty()) {
                    findings.add(symbol + ": abstract, and a lambda in " + LinkSymbol.type(type.name) + "."
                            + method.name + " does not implement it");
                }
            }
        });
    }
}
