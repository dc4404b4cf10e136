//! Numbers that look random and are the same for the same seed.

/// A stream of numbers.
#[derive(Debug, Clone)]
pub struct Chance(u64);

impl Chance {
    /// The stream of a place in a run. Streams of different places tell nothing of each other, so that the order in which
    /// they are read changes nothing.
    pub fn of(place: &[u64]) -> Self {
        let mut stream = Self(0x5eed);
        for part in place {
            stream.0 = stream.0.wrapping_add(*part).wrapping_mul(0x2545_F491_4F6C_DD1D);
            stream.next();
        }
        stream
    }

    /// The next number (splitmix64).
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number from `low` to `high`, both included.
    pub fn between(&mut self, low: u64, high: u64) -> u64 {
        low + self.next() % (high - low + 1)
    }

    /// Whether something happens that happens `percent` times of a hundred.
    pub fn happens(&mut self, percent: u64) -> bool {
        self.next() % 100 < percent
    }

    /// One of several, each as often as its weight says.
    pub fn pick<T: Copy>(&mut self, of: &[(T, u64)]) -> T {
        let mut left = self.next() % of.iter().map(|(_, weight)| weight).sum::<u64>();
        for (one, weight) in of {
            if left < *weight {
                return *one;
            }
            left -= weight;
        }
        unreachable!("the weights were summed up")
    }

    /// Sixteen bytes.
    pub fn bytes(&mut self) -> [u8; 16] {
        let mut bytes = [0; 16];
        bytes[..8].copy_from_slice(&self.next().to_le_bytes());
        bytes[8..].copy_from_slice(&self.next().to_le_bytes());
        bytes
    }
}
