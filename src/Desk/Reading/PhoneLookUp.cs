using EcomCenter.Desk.Database;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Reading;

/// <summary>Finds people by their phone as it is dialled, written or remembered: from its beginning, or by its last digits.</summary>
internal static class PhoneLookUp
{
    public const int MinDigits = 3;

    extension(DeskDb db)
    {
        /// <summary>
        /// The look-ups that find the ids of the people whose phone begins or ends with what was typed. None if the text is no part
        /// of a phone. Each uses an index of its own; an end needs at least four digits.
        /// </summary>
        public IReadOnlyList<IQueryable<long>> FindPeopleByPhone(string typed)
        {
            var starts = PhoneFormat.ReadStarts(typed).Where(start => start.Length >= MinDigits).ToList();
            return
            [
                .. starts.Select(db.FindPeopleByPhoneStart),
                .. starts.Where(start => start.Length >= DeskDb.PhoneTailLength).Select(db.FindPeopleByPhoneEnd),
            ];
        }

        private IQueryable<long> FindPeopleByPhoneStart(string from)
        {
            // A range instead of LIKE, so that the index on the number is used.
            var to = from + "a";
#pragma warning disable CA1309 // The database compares: EF Core cannot translate the overload with a comparison type.
            return db.Addresses
                .Where(a => string.Compare(a.Value, from) >= 0 && string.Compare(a.Value, to) < 0 && a.Kind == AddressKind.Phone)
                .Select(a => a.PersonId);
#pragma warning restore CA1309
        }
    }
}
