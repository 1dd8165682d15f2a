namespace EcomCenter.Benchmarks;

/// <summary>A set of measured times in milliseconds.</summary>
internal sealed class Timings(IEnumerable<double> measured)
{
    private readonly double[] _sorted = [.. measured.Order()];

    public int Count => _sorted.Length;

    public double P50 => Percentile(0.50);

    public double P99 => Percentile(0.99);

    public double Percentile(double fraction) =>
        _sorted.Length == 0 ? double.NaN : _sorted[Math.Min((int)(_sorted.Length * fraction), _sorted.Length - 1)];

    public static double Median(IEnumerable<double> values) => new Timings(values).P50;
}
