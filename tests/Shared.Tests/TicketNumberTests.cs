using EcomCenter.Contracts;

namespace EcomCenter.Shared.Tests;

public class TicketNumberTests
{
    // Runs of a thousand counters of every length, including the last ones of each length.
    private static readonly long[] Counters =
        [.. new long[] { 100_000, 999_000, 1_000_000, 12_345_678, 999_999_000, 1_000_000_000, 98_765_432_100, 999_999_999_000 }
            .SelectMany(start => Enumerable.Range(0, 1000).Select(step => start + step))];

    [Fact]
    public void Every_single_wrong_digit_is_detected()
    {
        foreach (var digits in Counters.Select(Digits))
            for (var at = 0; at < digits.Length; at++)
                for (var wrong = '0'; wrong <= '9'; wrong++)
                    if (wrong != digits[at])
                        Assert.NotEqual(TicketNumberFault.None, Read(digits[..at] + wrong + digits[(at + 1)..]));
    }

    [Fact]
    public void Every_swap_of_neighbouring_digits_is_detected()
    {
        foreach (var digits in Counters.Select(Digits))
            for (var at = 0; at + 1 < digits.Length; at++)
                if (digits[at] != digits[at + 1])
                    Assert.NotEqual(TicketNumberFault.None, Read(digits[..at] + digits[at + 1] + digits[at] + digits[(at + 2)..]));
    }

    [Fact]
    public void A_mistyped_number_is_distinguished_from_text_that_is_no_number()
    {
        Assert.Equal(TicketNumberFault.WrongCheckDigit, Read("100-0178"));
        foreach (var nothing in new[] { null, "", "abc", "100-01", "000-0000", "100-0179-1234-5678", "100_0179", new string('1', 65) })
            Assert.Equal(TicketNumberFault.Malformed, Read(nothing));
    }

    [Fact]
    public void A_formatted_number_parses_to_the_same_number()
    {
        foreach (var counter in Counters)
        {
            var number = TicketNumber.FromCounter(counter);
            Assert.Equal(new TicketNumberReading(number, TicketNumberFault.None), TicketNumber.Read(number.ToString()));
            Assert.Matches(@"\A[0-9]{3,4}(-[0-9]{3,4}){1,3}\z", number.ToString());
            Assert.InRange(number.ToString().Length, 7, 16);
        }
    }

    [Theory]
    [InlineData("1000179")]
    [InlineData(" 100 0179 ")]
    [InlineData("100–0179")]
    [InlineData("１００-０１７９")]
    [InlineData("١٠٠-٠١٧٩")]
    [InlineData("\u2066100-0179\u2069")]
    public void A_number_is_parsed_as_people_write_it(string written) =>
        Assert.Equal("100-0179", TicketNumber.Parse(written).ToString());

    [Fact]
    public void Numbers_of_different_tickets_differ() =>
        Assert.Equal(Counters.Length, Counters.Select(TicketNumber.FromCounter).Distinct().Count());

    private static string Digits(long counter) => TicketNumber.FromCounter(counter).ToString().Replace("-", "");

    private static TicketNumberFault Read(string? written) => TicketNumber.Read(written).Fault;
}
