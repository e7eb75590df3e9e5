# What Gedcom.pm says of a GEDCOM 5.5.1 file, a sentence a line: perl libgedcom.pl FILE
use strict;
use warnings;
use Gedcom;

local $SIG{__WARN__} = sub { print @_ };
my $file = Gedcom->new(gedcom_file => $ARGV[0], grammar_version => "5.5.1", read_only => 1);
my $valid = $file->validate;
print $valid ? "VALID\n" : "INVALID\n";
