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
        /// The ids of the people whose phone begins or ends with what was typed. Null if the text is no part of a phone. A single end of a
        /// number finds whole numbers only by at least four digits.
        /// </summary>
        public IQueryable<long>? FindPeopleByPhone(string typed)
        {
            var starts = PhoneFormat.ReadStarts(typed).Where(start => start.Length >= MinDigits).ToList();
            if (starts.Count == 0) return null;
            var found = starts.Select(db.FindPeopleByPhoneStart).Aggregate((one, other) => one.Union(other));
            return starts.Where(start => start.Length >= DeskDb.PhoneTailLength)
                .Aggregate(found, (all, end) => all.Union(db.FindPeopleByPhoneEnd(end)));
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
