//! The normal law: distribution, density and quantile.
//!
//! Over `libm` only, so that the bits are the same on every computer.

#![expect(clippy::excessive_precision, reason = "the coefficients stand as published")]

const SQRT_HALF: f64 = std::f64::consts::FRAC_1_SQRT_2;
/// 1/√(2π).
const PEAK: f64 = 0.398_942_280_401_432_7;

/// Φ(z); accurate in the lower tail, so take Φ(−z) for the upper.
pub fn distribution(z: f64) -> f64 {
    0.5 * libm::erfc(-z * SQRT_HALF)
}

/// φ(z).
pub fn density(z: f64) -> f64 {
    PEAK * libm::exp(-0.5 * z * z)
}

/// Φ⁻¹(u) for u in (0, 1), to about 10⁻¹⁶ of its size: Wichura's algorithm AS 241 (PPND16), Applied
/// Statistics 37 (1988).
#[inline]
pub fn quantile(u: f64) -> f64 {
    let q = u - 0.5;
    if q.abs() <= 0.425 {
        let r = 0.180_625 - q * q;
        return q * polynomial(&MIDDLE_TOP, r) / polynomial(&MIDDLE_BOTTOM, r);
    }
    let r = (-libm::log(u.min(1.0 - u))).sqrt();
    let size = if r <= 5.0 {
        polynomial(&TAIL_TOP, r - 1.6) / polynomial(&TAIL_BOTTOM, r - 1.6)
    } else {
        polynomial(&FAR_TOP, r - 5.0) / polynomial(&FAR_BOTTOM, r - 5.0)
    };
    if q < 0.0 { -size } else { size }
}

/// By Estrin's rule, whose halves are computed side by side; the highest power is last in the list.
#[inline]
fn polynomial(c: &[f64; 8], x: f64) -> f64 {
    let x2 = x * x;
    let low = (c[0] + c[1] * x) + (c[2] + c[3] * x) * x2;
    let high = (c[4] + c[5] * x) + (c[6] + c[7] * x) * x2;
    low + high * (x2 * x2)
}

const MIDDLE_TOP: [f64; 8] = [
    3.387_132_872_796_366_608,
    133.141_667_891_784_377_45,
    1_971.590_950_306_551_442_7,
    13_731.693_765_509_461_125,
    45_921.953_931_549_871_457,
    67_265.770_927_008_700_853,
    33_430.575_583_588_128_105,
    2_509.080_928_730_122_672_7,
];
const MIDDLE_BOTTOM: [f64; 8] = [
    1.0,
    42.313_330_701_600_911_252,
    687.187_007_492_057_908_3,
    5_394.196_021_424_751_107_7,
    21_213.794_301_586_595_867,
    39_307.895_800_092_710_61,
    28_729.085_735_721_942_674,
    5_226.495_278_852_854_561,
];
const TAIL_TOP: [f64; 8] = [
    1.423_437_110_749_683_577_34,
    4.630_337_846_156_545_295_9,
    5.769_497_221_460_691_405_5,
    3.647_848_324_763_204_605_04,
    1.270_458_252_452_368_382_58,
    0.241_780_725_177_450_611_77,
    0.022_723_844_989_269_184_583_3,
    7.745_450_142_783_414_076_4e-4,
];
const TAIL_BOTTOM: [f64; 8] = [
    1.0,
    2.053_191_626_637_758_821_87,
    1.676_384_830_183_803_849_4,
    0.689_767_334_985_100_004_55,
    0.148_103_976_427_480_074_59,
    0.015_198_666_563_616_457_196_6,
    5.475_938_084_995_344_946e-4,
    1.050_750_071_644_416_843_24e-9,
];
const FAR_TOP: [f64; 8] = [
    6.657_904_643_501_103_777_2,
    5.463_784_911_164_114_369_9,
    1.784_826_539_917_291_335_8,
    0.296_560_571_828_504_891_23,
    0.026_532_189_526_576_123_093,
    0.001_242_660_947_388_078_438_6,
    2.711_555_568_743_487_578_15e-5,
    2.010_334_399_292_288_132_65e-7,
];
const FAR_BOTTOM: [f64; 8] = [
    1.0,
    0.599_832_206_555_887_937_69,
    0.136_929_880_922_735_805_31,
    0.014_875_361_290_850_615_025,
    7.868_691_311_456_132_591e-4,
    1.846_318_317_510_054_681_8e-5,
    1.421_511_758_316_445_888_7e-7,
    2.044_263_103_389_939_785_64e-15,
];

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers to 20 digits by arbitrary-precision arithmetic.
    #[test]
    fn quantiles_agree_with_exact_ones() {
        let known = [
            (f64::EPSILON / 2.0, -8.209_536_151_601_386_9),
            (1e-12, -7.034_483_825_301_131_9),
            (0.001, -3.090_232_306_167_813_5),
            (0.0749, -1.440_238_267_527_963_7),
            (0.0751, -1.438_825_392_752_54),
            (0.3, -0.524_400_512_708_040_8),
            (0.5001, 0.000_250_662_830_088_007_49),
            (0.97, 1.880_793_608_151_250_5),
            (1.0 - f64::EPSILON / 2.0, 8.209_536_151_601_386_9),
        ];
        for (u, z) in known {
            assert!((quantile(u) / z - 1.0).abs() < 1e-15, "{u}: {} against {z}", quantile(u));
        }
    }

    #[test]
    fn distribution_and_quantile_undo_each_other() {
        for i in -800..=0 {
            let z = f64::from(i) / 100.0;
            assert!((quantile(distribution(z)) - z).abs() < 1e-13, "{z}");
        }
        assert!((density(1.5) / 0.129_517_595_665_891_74 - 1.0).abs() < 1e-15);
    }
}
