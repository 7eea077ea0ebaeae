//! Tries codes under an emulator and prints how much stack a try took at most: `measure CODE...`, digits as typed.
//!
//! It speaks to Linux and needs nothing below it, so that the emulator's user mode runs the very instructions of the
//! target. The stack is painted before each try and looked at afterwards.
#![no_std]
#![no_main]
#![expect(unsafe_code, reason = "there is no runtime below this program")]

use core::arch::{asm, global_asm};
use core::ffi::{CStr, c_char, c_void};
use core::mem::MaybeUninit;

use netcode_firmware::{Lock, Meaning, netcode_accept, netcode_begin, netcode_read};

#[cfg(target_arch = "arm")]
global_asm!(".globl _start", ".thumb_func", "_start:", "mov r0, sp", "bl started");
#[cfg(target_arch = "riscv32")]
global_asm!(".globl _start", "_start:", "mv a0, sp", "call started");

/// The lock of the specification's vectors.
const KEY: [u8; 16] = 0x1483_9dd1_c2ff_3cb9_3524_2f6e_f530_6681_u128.to_be_bytes();
const LOCK_ID: u32 = 123_456;
/// 2026-01-15T09:30.
const INITIALISED: u32 = 3_177_210;
/// 2026-03-14T09:20.
const NOW: u32 = 3_260_720;

/// Bytes that are painted below the frame of a measured call.
const PAINTED: usize = 4_096;
const PAINT: u8 = 0xa5;

#[unsafe(no_mangle)]
extern "C" fn started(stack: *const usize) -> ! {
    // SAFETY: the system puts the number of arguments and their addresses there.
    let count = unsafe { stack.read() };
    let (mut accept, mut read) = (0, 0);
    for at in 1..count {
        // SAFETY: as above; each is a text that ends with a zero.
        let code = unsafe { CStr::from_ptr(stack.add(1 + at).cast::<*const c_char>().read()) };
        // SAFETY: nothing else uses the memory.
        unsafe { netcode_begin(&raw mut MEMORY, &KEY, LOCK_ID, INITIALISED) };
        let (opened, used) = stack_of(|top| try_code(code.to_bytes(), top));
        accept = used.max(accept);
        print(if opened { b"opened\n" } else { b"refused\n" });
        read = stack_of(|top| read_code(code.to_bytes(), top)).1.max(read);
    }
    print(b"accept ");
    print_number(accept);
    print(b"read ");
    print_number(read);
    exit()
}

/// The lock lives outside the measured stack, as it does in firmware.
static mut MEMORY: MaybeUninit<Lock> = MaybeUninit::uninit();

#[inline(never)]
fn try_code(digits: &[u8], top: &mut usize) -> bool {
    extern "C" fn written(_: *mut c_void) -> bool {
        true
    }
    let (lock, context) = ((&raw mut MEMORY).cast(), core::ptr::null_mut());
    *top = stack_pointer();
    // SAFETY: the memory is a lock, and the digits are as long as they say.
    tried(unsafe { netcode_accept(lock, digits.as_ptr(), digits.len(), NOW, written, context) })
}

/// Marks the end of a try in the emulator's log.
#[inline(never)]
#[unsafe(no_mangle)]
extern "C" fn tried(opened: bool) -> bool {
    core::hint::black_box(opened)
}

#[inline(never)]
fn read_code(digits: &[u8], top: &mut usize) -> bool {
    let mut meaning = MaybeUninit::<Meaning>::uninit();
    *top = stack_pointer();
    // SAFETY: every pointer is to what it should be.
    unsafe {
        netcode_read(&KEY, LOCK_ID, INITIALISED, 0, digits.as_ptr(), digits.len(), meaning.as_mut_ptr())
    }
}

/// Runs `call` over painted memory. It says where the stack's top is when it calls what is measured; the answer comes
/// with how many bytes below that lost their paint.
#[inline(never)]
fn stack_of(call: impl FnOnce(&mut usize) -> bool) -> (bool, usize) {
    let mut top = stack_pointer();
    let bottom = top - PAINTED;
    for at in bottom..top {
        // SAFETY: below the stack pointer nothing is in use, and the system has given far more than is painted.
        unsafe { core::ptr::with_exposed_provenance_mut::<u8>(at).write_volatile(PAINT) };
    }
    let answer = call(&mut top);
    // SAFETY: as above.
    let painted =
        |at: &usize| unsafe { core::ptr::with_exposed_provenance::<u8>(*at).read_volatile() } == PAINT;
    (answer, top - bottom - (bottom..top).take_while(painted).count())
}

#[inline(always)]
fn stack_pointer() -> usize {
    let pointer;
    // SAFETY: reads a register.
    unsafe {
        #[cfg(target_arch = "arm")]
        asm!("mov {}, sp", out(reg) pointer);
        #[cfg(target_arch = "riscv32")]
        asm!("mv {}, sp", out(reg) pointer);
    }
    pointer
}

fn print(text: &[u8]) {
    // SAFETY: the write call of Linux reads the text and changes its answer's register only.
    unsafe {
        #[cfg(target_arch = "arm")]
        asm!(
            "mov {saved}, r7", "movs r7, #4", "svc #0", "mov r7, {saved}", saved = out(reg) _,
            inlateout("r0") 1_usize => _, in("r1") text.as_ptr(), in("r2") text.len(),
        );
        #[cfg(target_arch = "riscv32")]
        asm!(
            "ecall", in("a7") 64, inlateout("a0") 1_usize => _, in("a1") text.as_ptr(), in("a2") text.len(),
        );
    }
}

fn print_number(mut number: usize) {
    let mut digits = *b"      0\n";
    for place in digits.iter_mut().rev().skip(1) {
        *place = if number > 0 || *place == b'0' { b'0' + (number % 10) as u8 } else { b' ' };
        number /= 10;
    }
    print(&digits);
}

fn exit() -> ! {
    // SAFETY: the exit call of Linux does not come back.
    unsafe {
        #[cfg(target_arch = "arm")]
        asm!("movs r7, #1", "movs r0, #0", "svc #0", options(noreturn));
        #[cfg(target_arch = "riscv32")]
        asm!("li a7, 93", "li a0, 0", "ecall", options(noreturn));
    }
}
